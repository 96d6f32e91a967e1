"""Two runs at once: one works, the other says who does."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from diaspora.unattended.run_lock import RunHeld, run_lock


def hold(
    warehouse: Path, held: multiprocessing.synchronize.Event, done: multiprocessing.synchronize.Event
) -> None:
    with run_lock(warehouse) as at_step:
        at_step("crawl")
        held.set()
        done.wait(30)


def test_the_second_learns_who_holds_it_and_at_which_step(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    process = context.Process(target=hold, args=(tmp_path / "warehouse.duckdb", held, done))
    process.start()
    assert held.wait(30)
    with (
        pytest.raises(RunHeld, match=rf"process {process.pid} .*crawl"),
        run_lock(tmp_path / "warehouse.duckdb"),
    ):
        pytest.fail("two at once")
    process.kill()  # the system lets go of what a killed process held
    process.join()
    with run_lock(tmp_path / "warehouse.duckdb") as at_step:
        at_step("crawl")
