"""What disturbs a run, wherever it is: a kill, a full disk, a second run, whoever holds the warehouse. The next one mends it."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.chain.disks import disk, leave, remounted
from tests.chain.killing import child_killed_in, killed_in
from tests.chain.simulated import moment
from tests.chain.stepwise import STEPS, TODAY, Stepwise
from tests.chain.warm import Ended, Warm
from tests.warehouse.test_warehouse import held_open

DISTURBED = ("crawl", "extract", "enrich", "build", "report", "digest")
IN_A_POOL = ("extract", "enrich")
"""Steps of which also a child is killed."""
WHOLE = 0.2
"""Share of kills after which the whole run is repeated, as cron would, and not only what comes from the killed step on."""
ATTENDED = ("run", "--digest", "monthly")


def goes_on(study: Stepwise, folder: Path, step: str, *, exactly: bool = True) -> None:
    """Let the next run begin at `step`: it ends well, says nothing, and leaves what an undisturbed one left."""
    again = study.run(folder, step)
    assert (again.status, again.said) == (0, "")
    assert study.differing(folder, exactly=exactly and step != "crawl") == []


def news(ended: Ended) -> list[str]:
    """The lines of a letter that say what needs a person."""
    told = ended.said.partition("What this run said:")[0]
    return [line for line in told.splitlines() if line.startswith("- ")]


def test_killed_in_each_step_then_run_to_the_end(tmp_path: Path, prepared: Stepwise) -> None:
    """Each run gets one step further than the one before."""
    prepared.lay(tmp_path, "extract")
    since, hit = "extract", []
    for step in ("extract", "enrich", "build", "report"):
        hit.append(killed_in(prepared, tmp_path, step, 0.4, since=since))
        since = step
    goes_on(prepared, tmp_path, "report")
    assert hit[0] == "extract"
    assert len(set(hit)) >= 3


@pytest.mark.soak
def test_two_hundred_kills(tmp_path: Path, prepared: Stepwise) -> None:
    """Twenty-five hits of each of six steps, and of a child of two pools, in turn."""
    wanted, chance, hits = int(os.environ.get("SOAK_KILLS", "25")), random.Random(2027), Counter[str]()
    victims = {step: (killed_in, step) for step in DISTURBED}
    victims |= {f"a child of {step}": (child_killed_in, step) for step in IN_A_POOL}
    while short := [victims[name] for name in victims if hits[name] < wanted]:
        for kill, step in short:
            prepared.lay(tmp_path, step)
            if hit := kill(prepared, tmp_path, step, chance.random()):
                goes_on(prepared, tmp_path, "crawl" if chance.random() < WHOLE else step)
                hits[hit] += 1
        print(dict(hits), flush=True)


def fills_up(study: Stepwise, folder: Path, step: str, kilobytes: int) -> bool:
    """Run on a disk on which so much is left, then with room. Returns whether it was full."""
    remounted(folder, "size=300m")
    study.lay(folder, step)
    leave(folder, kilobytes)
    ended = study.run(folder, step)
    assert "Traceback" not in ended.said, ended.said
    told = news(ended) or ended.said.splitlines()  # without room for a word, there is no letter
    assert (ended.status, len(told)) in {(0, 0), (1, 1)}, ended.said
    assert all("no room is left" in line for line in told), ended.said
    remounted(folder, "size=300m")
    goes_on(study, folder, step)
    return ended.status == 1


def test_a_disk_that_fills_up_is_one_line_and_the_next_run_goes_on(
    tmp_path: Path, prepared: Stepwise
) -> None:
    with disk(tmp_path / "disk", 300) as folder:
        assert fills_up(prepared, folder, "build", 1000)


@pytest.mark.soak
def test_a_disk_that_fills_up_at_twenty_sizes_in_each_step(tmp_path: Path, prepared: Stepwise) -> None:
    """From no room at all to sixteen megabytes, each size by a half more than the one before."""
    full = Counter[str]()
    with disk(tmp_path / "disk", 300) as folder:
        for step in DISTURBED:
            for size in range(20):
                full[step] += fills_up(prepared, folder, step, int(8 * 1.5**size) if size else 0)
            print(dict(full), flush=True)
    assert all(full[step] >= 1 for step in DISTURBED)


@pytest.mark.soak
def test_two_runs_at_once_fifty_times(tmp_path: Path, prepared: Stepwise) -> None:
    """The second begins wherever the first is, or when it has just ended."""
    chance, outcomes = random.Random(75), Counter[int]()
    with Warm(core=0) as other:
        for _ in range(int(os.environ.get("SOAK_PAIRS", "50"))):
            step = chance.choice(DISTURBED)
            prepared.lay(tmp_path, step)
            pid = prepared.begin(tmp_path, step)
            time.sleep(chance.random() * sum(prepared.lasts[one] for one in STEPS[STEPS.index(step) :]))
            second = other.run(tmp_path, moment(TODAY), *ATTENDED, steps=STEPS[STEPS.index(step) :])
            first = prepared.warm.end()
            assert (first.status, first.said) == (0, "")
            assert second.status in {0, 75}, second.said
            if second.status:
                assert f"process {pid} works on it since" in second.said
                assert len(second.said.splitlines()) == 1
            assert prepared.differing(tmp_path, exactly=step != "crawl") == []
            outcomes[second.status] += 1
            print(dict(outcomes), flush=True)


HELD = {
    # by a reader, by a writer
    ("crawl",): (0, 0),
    ("extract",): (1, 1),
    ("enrich",): (1, 1),
    ("build",): (1, 1),
    ("report",): (0, 1),
    ("digest", "-o", "digest.html"): (0, 1),
    ("export",): (0, 1),
    ("sql", "SELECT 1"): (0, 1),
    ("status",): (0, 1),
    ("backup", "backup"): (1, 1),
    ("forget", "https://nobody.example/1"): (1, 1),
    ("rebuild",): (0, 1),
    ("run",): (1, 1),
}
"""What each command answers while somebody holds the warehouse for longer than it waits."""


def refused(
    prepared: Stepwise, folder: Path, *, read_only: bool, commands: Iterable[tuple[str, ...]]
) -> None:
    """Call commands while somebody holds the warehouse: what cannot be done is one line that says by whom."""
    with held_open(folder / "warehouse.duckdb", seconds=600, read_only=read_only) as pid:
        for command in commands:
            ended = prepared.warm.run(folder, moment(TODAY), *command, "--wait", "0")
            assert (command, ended.status) == (command, HELD[command][not read_only]), ended.said
            assert "Traceback" not in ended.said, ended.said
            if ended.status:
                assert f"process {pid}" in ended.said.splitlines()[-1]


def test_whoever_holds_the_warehouse_is_named_and_no_crawl_is_lost(
    tmp_path: Path, prepared: Stepwise
) -> None:
    prepared.lay(tmp_path, "crawl")
    quick = [one for one in HELD if one not in {("crawl",), ("report",), ("rebuild",)}]
    for read_only in (True, False):
        refused(prepared, tmp_path, read_only=read_only, commands=quick)
    goes_on(prepared, tmp_path, "extract", exactly=False)


@pytest.mark.soak
@pytest.mark.parametrize("read_only", [True, False], ids=["a reader", "a writer"])
def test_whoever_holds_the_warehouse_during_each_step(
    tmp_path: Path, prepared: Stepwise, read_only: bool
) -> None:
    """Every command, while it is held; and each step of a run, held as soon as the step lets go of it."""
    prepared.lay(tmp_path, "report")
    refused(prepared, tmp_path, read_only=read_only, commands=[("rebuild",)])
    goes_on(prepared, tmp_path, "report")
    prepared.lay(tmp_path, "crawl")
    refused(prepared, tmp_path, read_only=read_only, commands=HELD.keys() - {("rebuild",)})
    goes_on(prepared, tmp_path, "crawl")
    for step in DISTURBED:
        for share in (0, 0.3, 0.6, 0.9):
            prepared.lay(tmp_path, step)
            prepared.begin(tmp_path, step, wait=0.2)
            time.sleep(share * prepared.lasts[step])
            with held_open(tmp_path / "warehouse.duckdb", seconds=600, read_only=read_only) as pid:
                ended = prepared.warm.end()
            assert "Traceback" not in ended.said, ended.said
            assert (ended.status, len(news(ended))) in {(0, 0), (1, 0)}, (
                ended.said
            )  # a letter only on the second day
            log = (tmp_path / "logs/run.log").read_text(encoding="utf-8")
            assert ended.status == 0 or f"process {pid}" in log
            print(step, share, ended.status, flush=True)
            goes_on(prepared, tmp_path, step)
