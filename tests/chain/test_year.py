"""A year of runs that nobody watches: what was mailed on which days, and what it left on disk and in memory."""

from __future__ import annotations

import random
import re
import shlex
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from tests.chain.project import Project
from tests.chain.simulated import FIRST, WORDS, Paper, moment
from tests.chain.warm import Ended, Warm
from tests.crawl.loopback import Loopback, serve

DAYS = 365
OFF = range(300, 305)
"""The machine is off: no run."""
SILENT, BLOCKED, NIGHT, BROKEN = range(60, 80), range(100, 105), range(120, 121), range(140, 144)
MOVES, IS_WRITTEN_DOWN = 180, 186
"""The paper's address leads to a name that nobody declared; on the second day, a person adds it to the catalogue."""
SPEAKS_OF_GERMANS = range(230, 237)
NO_DATES = range(260, 275)
"""A redesign that prints no days."""

STATES = {"blocked": BLOCKED, "broken": [*NIGHT, *BROKEN], "moved": range(MOVES, 2 * DAYS)}
QUIET_WORDS = [word for word in WORDS if not word.startswith(("немц", "центр"))]


def is_weekday(day: int) -> bool:
    return (FIRST + timedelta(days=day)).weekday() < 5


class EventfulPaper(Paper):
    """A paper to which everything happens that happens to papers."""

    def __init__(self, site: Loopback) -> None:
        super().__init__(site, [day for day in range(-60, 2 * DAYS) if is_weekday(day) and day not in SILENT])

    def article(self, day: int) -> str:
        chance = random.Random(day)
        lines = [" ".join(chance.choices(QUIET_WORDS, k=25)).capitalize() for _ in range(4)]
        if day in SPEAKS_OF_GERMANS:
            lines[0] = f"Немцы Казахстана отметили праздник: {lines[0].lower()}"
        stamp = f'<time datetime="{FIRST + timedelta(days=day)}T10:00:00+05:00"></time>'
        title = f"Заметка {' '.join(chance.choices(QUIET_WORDS, k=4))}"
        text = "".join(f"<p>{line}.</p>" for line in lines)
        return f"<html><body><article><h1>{title}</h1>{'' if day in NO_DATES else stamp}{text}</article></body></html>"


@dataclass
class Year:
    """What came of it, by the number of the day."""

    runs: dict[int, Ended] = field(default_factory=dict)
    archived: dict[int, int] = field(default_factory=dict)
    """Bytes of the archive after the run of a day."""

    @property
    def told(self) -> list[tuple[int, str, str]]:
        """Each line of each letter that says what is new or over, with its day and what it stands below."""
        lines = []
        for day, run in self.runs.items():
            heading = ""
            for line in filter(None, run.said.partition("What this run said:")[0].splitlines()):
                if line.startswith("- "):
                    lines.append((day, heading, re.sub(r"127[.]0[.]0[.]1:[0-9]+", "HOST", line[2:])))
                else:
                    heading = line
        return lines


def scheduled(project: Project) -> list[str]:
    """The arguments of the program in the line that `diaspora schedule cron` prints."""
    printed = project.diaspora("schedule", "cron").stdout
    line = next(line for line in printed.splitlines() if " run --unattended" in line)
    words = shlex.split(line)
    return words[words.index("run") :]


def write_down(project: Project, old: str, new: str) -> None:
    """Do what the letter asks for: add the new address to the catalogue, below the old one."""
    papers = project.directory / "config/newspapers.toml"
    last, since = FIRST + timedelta(days=MOVES - 1), FIRST + timedelta(days=MOVES)
    entry = f'url = "{old}"\n'
    both = f'{entry}until = {last}\n[[newspaper.site]]\nurl = "{new}"\nsince = {since}\n'
    papers.write_text(papers.read_text(encoding="utf-8").replace(entry, both), encoding="utf-8")


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def live(folder: Path, days: int) -> Iterator[Year]:
    """Let a paper and its quiet neighbour live, and run what cron would start; yield what came of it so far, day by day."""
    year = Year()
    with ExitStack() as stack:
        old, new, beside = (stack.enter_context(serve(Loopback())) for _ in range(3))
        warm = stack.enter_context(Warm())
        paper, moved, neighbour = (
            EventfulPaper(old),
            EventfulPaper(new),
            Paper(beside, range(-60, 2 * DAYS, 2)),
        )
        neighbour.article, paper.moved_to = moved.article, new.url  # type: ignore[method-assign]
        project = Project(folder, {"paper": old.url, "neighbour": beside.url})
        project.only("german")
        command = scheduled(project)
        for day in range(days + len(OFF)):
            if day in OFF:
                continue
            paper.show(day, next((state for state, its in STATES.items() if day in its), "open"))
            moved.show(day)
            neighbour.show(day)
            if day == IS_WRITTEN_DOWN:
                write_down(project, old.url, new.url)
            year.runs[day] = warm.run(folder, moment(day), *command, "--digest", "monthly")
            year.archived[day] = size_of(folder / "archive")
            yield year


SPIKE = (
    "german: in the last seven known days papers that name it or its homeland printed 5 documents; in 95 of 100 weeks of "
    "the year before, no more than 0."
)
SILENCE = (
    "paper: nothing published for {} days, since 2027-03-04; its longest silence before was 3 days. Look whether the site "
    "lives or has moved."
)
REFUSES = "paper: blocked. The site refuses us (status 403)."
FAILS = "paper: blocked. Robots.txt cannot be read (it answers 500), so nothing may be asked for."
LEADS_AWAY = (
    "paper: blocked. Robots.txt cannot be read (redirects to HOST, which the catalogue does not name as a host of this "
    "source), so nothing may be asked for."
)
UNDATED_IS_SILENT = (
    "neighbour: nothing published for {} days, since 2027-09-19; its longest silence before was 2 days. Look whether the "
    "site lives or has moved."
)
FEWER_DATES = (
    "{}: of the newest 10 documents {} have a date; before, {} % had. The site was probably redesigned."
)
NO_DATE = (
    "{}: broken. Its date cannot be read any more: http://HOST/news/1260 has no date of publication that the page function "
    "finds, and so it is with {} more, all that came since. The site was probably redesigned; what came before stands."
)
TOLD = [
    (64, "Needs a person:", SILENCE.format(4)),
    (82, "No longer:", f"{SILENCE.format(20)} (since 2027-03-09, last seen 2027-03-25)"),
    (101, "Needs a person:", REFUSES),
    (106, "No longer:", f"{REFUSES} (since 2027-04-14, last seen 2027-04-18)"),
    (141, "Needs a person:", FAILS),
    (145, "No longer:", f"{FAILS} (since 2027-05-24, last seen 2027-05-27)"),
    (181, "Needs a person:", LEADS_AWAY),
    (187, "No longer:", f"{LEADS_AWAY} (since 2027-07-03, last seen 2027-07-08)"),
    (235, "Needs a person:", SPIKE),
    (241, "No longer:", f"{SPIKE} (since 2027-08-27, last seen 2027-08-31)"),
    (262, "Needs a person:", UNDATED_IS_SILENT.format(3)),
    (262, "Needs a person:", FEWER_DATES.format("paper", 8, 100)),
    (263, "Needs a person:", FEWER_DATES.format("neighbour", 8, 100)),
    (264, "Needs a person:", NO_DATE.format("paper", 3)),
    (266, "Needs a person:", NO_DATE.format("neighbour", 2)),
    (266, "No longer:", f"{UNDATED_IS_SILENT.format(5)} (since 2027-09-23, last seen 2027-09-25)"),
    (277, "No longer:", f"{NO_DATE.format('paper', 10)} (since 2027-09-24, last seen 2027-10-06)"),
    (278, "No longer:", f"{NO_DATE.format('neighbour', 7)} (since 2027-09-26, last seen 2027-10-07)"),
    (289, "No longer:", f"{FEWER_DATES.format('paper', 8, 98)} (since 2027-09-23, last seen 2027-10-18)"),
    (292, "No longer:", f"{FEWER_DATES.format('neighbour', 7, 97)} (since 2027-09-24, last seen 2027-10-21)"),
]
"""Every line of every letter of the year. Of the one bad night, nobody hears."""
IN_NEED = {
    *range(64, 81),
    *BLOCKED,
    *NIGHT,
    *BROKEN,
    *range(MOVES, IS_WRITTEN_DOWN),
    *range(235, 240),
    *range(262, 291),
}
"""Days on which the exit status is 1."""


@pytest.mark.soak
def test_a_year(tmp_path: Path) -> None:
    for year in live(tmp_path, DAYS):
        day = max(year.runs)
        assert (day, year.runs[day].status) == (day, int(day in IN_NEED)), year.runs[day].said
        assert year.told == [line for line in TOLD if line[0] <= day]
    digests = sorted(page.stem for page in (tmp_path / "digests").iterdir())
    assert digests == ["2026-12", *(f"2027-{month:02}" for month in range(1, 13))]
    published = "SELECT count(*) FROM documents WHERE source_id = 'neighbour'"
    assert Project.at(tmp_path).ask(published) == [((60 + DAYS + len(OFF)) // 2,)]
    memory, late = [run.rss for run in year.runs.values()], year.runs.keys() - range(DAYS - 60)
    assert max(year.runs[day].rss for day in late) < 1.2 * max(memory[30:90])
    early, lately = (
        (year.archived[end] - year.archived[begin]) / (end - begin) for begin, end in ((10, 58), (310, 358))
    )
    assert lately < 1.5 * early, "bytes of the archive in a day, each with one or two articles"
    assert (tmp_path / "warehouse.duckdb").stat().st_size < 40_000_000
    assert size_of(tmp_path / "logs") < 2_000_000
