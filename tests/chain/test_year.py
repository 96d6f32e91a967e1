"""A year that nobody watches: two papers that publish, fall silent, block, break, lose their dates and come back.

The long form is 365 runs; the short form of it is `test_unattended`.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.chain.project import Project
from tests.chain.simulated import Paper, run
from tests.chain.test_unattended import news
from tests.crawl.loopback import Loopback, serve

DAYS = 365
OFF = range(200, 207)
"""The machine is off."""
SILENT, BLOCKED, ONE_NIGHT, BROKEN, UNDATED = (
    range(60, 100),
    range(120, 130),
    range(140, 141),
    range(150, 153),
    170,
)


def rhythm(seed: int, without: range) -> list[int]:
    """Days of publication: gaps of one to three days, for half a year before and a year after the first run."""
    chance, day, days = random.Random(seed), -180, []
    while day < DAYS:
        days.append(day)
        day += chance.choice((1, 1, 2, 3))
    return [one for one in days if one not in without]


def state(day: int) -> str:
    return "blocked" if day in BLOCKED or day in ONE_NIGHT else "broken" if day in BROKEN else "open"


def live(directory: Path, until: int = DAYS) -> tuple[dict[int, list[str]], dict[int, int], dict[int, int]]:
    """Live until a day. Returns by day: what a letter said, the exit status, and bytes on the disk each fortieth day."""
    with serve(Loopback()) as one, serve(Loopback()) as other:
        paper, steady = Paper(one, rhythm(1, SILENT)), Paper(other, rhythm(2, range(0)))
        paper.undated_from = UNDATED
        project = Project(directory, {"paper": one.url, "steady": other.url})
        letters: dict[int, list[str]] = {}
        statuses: dict[int, int] = {}
        sizes: dict[int, int] = {}
        for day in range(until):
            if day == UNDATED + 40:
                paper.undated_from = 10**6  # the parser was mended, or the site was
            if day in OFF:
                continue
            paper.show(day, state(day))
            steady.show(day)
            statuses[day], letter = run(project.directory, day, "--max-minutes", "30")
            if letter.strip():
                letters[day] = news(letter)
            if day % 40 == 0:
                sizes[day] = sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
        return letters, statuses, sizes


@pytest.mark.soak
def test_a_year(tmp_path: Path) -> None:
    letters, statuses, sizes = live(tmp_path)
    kinds = {day: [line.removeprefix("- ")[:30] for line in lines] for day, lines in letters.items()}
    assert (kinds, statuses, sizes) == ({}, {}, {})
