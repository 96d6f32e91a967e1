"""Runs that nobody watches: on which days somebody gets a letter, and what stands in it."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chain.project import Project
from tests.chain.simulated import Paper, moment
from tests.chain.warm import Warm
from tests.crawl.loopback import Loopback, serve


@pytest.fixture
def site() -> Iterator[Loopback]:
    """An empty site, running."""
    with serve(Loopback()) as running:
        yield running


def news(letter: str) -> list[str]:
    """The lines of a letter that say what is new or over, without what the run said."""
    return [line for line in letter.partition("What this run said:")[0].splitlines() if line]


def test_a_block_is_told_on_its_second_day_and_once_when_it_is_over(
    site: Loopback, tmp_path: Path, warm: Warm
) -> None:
    paper, project = Paper(site, range(-30, 20)), Project(tmp_path, {"paper": site.url})
    project.only("german")
    told = []
    for day, state in {0: "open", 1: "blocked", 2: "blocked", 4: "open"}.items():
        paper.show(day, state)
        ended = warm.run(tmp_path, moment(day), "run", "--unattended", steps=("crawl", "extract", "build"))
        told.append((ended.status, *news(ended.said)))
    assert [line[:1] for line in told] == [(0,), (1,), (1,), (0,)]
    assert [line[1:2] for line in told] == [(), (), ("Needs a person:",), ("No longer:",)]
    assert told[2][2].startswith("- paper: blocked. ")
    assert told[3][2].endswith("(since 2027-01-05, last seen 2027-01-06)")
    log = (tmp_path / "logs/run.log").read_text(encoding="utf-8")
    assert log.count("INFO paper: complete.") == 2
    assert project.ask("SELECT count(*), count(DISTINCT published_day) FROM documents") == [(34, 34)]


def test_who_comes_second_gives_way_and_says_to_whom(tmp_path: Path) -> None:
    project = Project(tmp_path, {})
    with (tmp_path / "warehouse.duckdb.lock").open("w+") as lock:
        lock.write('{"pid": 4711, "since": "2026-01-01T05:30:00+05:00", "step": "crawl"}')
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        second = project.diaspora("run", "--sample")
        assert (second.returncode, "process 4711 works on it since 2026-01-01" in second.stderr) == (75, True)
        for command in (["rebuild"], ["forget", "https://paper.example/1"]):
            assert project.diaspora(*command).returncode in {2, 75}
    assert not (tmp_path / "warehouse.duckdb").exists()
