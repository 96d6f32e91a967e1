"""Each alarm is told once, and once more when it is over: tables of days."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from diaspora.unattended.alarm_log import Alarm, Held, news, read, write

FIRST = date(2026, 1, 1)


def told_on(days: str, *, patience: int = 0) -> list[str]:
    """What is told on each day: `days` has a letter for each, `!` where the trouble is there and `.` where not."""
    held: dict[str, Held] = {}
    told = []
    for number, mark in enumerate(days):
        alarms = [Alarm("source/daz/blocked", "daz: blocked", patience)] if mark == "!" else []
        held, new, over = news(held, alarms, FIRST + timedelta(days=number))
        told.append("new" if new else "over" if over else "")
    assert not set(told) - {"new", "over", ""}
    return told


@pytest.mark.parametrize(
    ("days", "patience", "told"),
    [
        ("....", 0, ["", "", "", ""]),
        ("!!!!", 0, ["new", "", "", ""]),
        ("!!..", 0, ["new", "", "", "over"]),
        ("!!.!!..", 0, ["new", "", "", "", "", "", "over"]),  # one that comes and goes is one
        (".!...", 1, ["", "", "", "", ""]),  # a site that is away for a night needs nobody
        (".!!...", 1, ["", "", "new", "", "over", ""]),
        ("!.!.!.", 1, ["", "", "", "", "", ""]),
        ("!!..!!", 0, ["new", "", "", "over", "new", ""]),
    ],
)
def test_told_once_and_again_when_over(days: str, patience: int, told: list[str]) -> None:
    assert told_on(days, patience=patience) == told


def test_a_run_that_was_missed_for_weeks_counts_by_the_calendar() -> None:
    alarm = Alarm("source/daz/blocked", "daz: blocked", 1)
    held, new, _ = news({}, [alarm], FIRST)
    assert new == []
    held, new, _ = news(held, [alarm], FIRST + timedelta(days=20))
    assert new == ["daz: blocked"]
    held, new, over = news(held, [], FIRST + timedelta(days=40))
    assert (held, new) == ({}, [])
    assert over == ["daz: blocked (since 2026-01-01, last seen 2026-01-21)"]


def test_what_holds_is_kept_between_runs(tmp_path: Path) -> None:
    held, _, _ = news({}, [Alarm("source/daz/blocked", "Сайт закрыт", 0)], FIRST)
    write(tmp_path / "alarms.json", held)
    assert read(tmp_path / "alarms.json") == held


@pytest.mark.parametrize("content", [None, "", "[]", "{", '{"a": 1}', '{"a": {"b": 2}}'])
def test_a_missing_or_damaged_file_means_that_nothing_held(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "alarms.json").write_text(content, encoding="utf-8")
    assert read(tmp_path / "alarms.json") == {}
