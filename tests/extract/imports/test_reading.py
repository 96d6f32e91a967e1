"""Reading row by row gives what reading at once would give."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawlers.extract.imports import reading
from crawlers.extract.imports.cells import identifier, moment, seconds, whole
from crawlers.extract.imports.reading import Header, headers, rows
from crawlers.extract.imports.record import Rejected, Unusable

CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
PLAIN = CELL.filter(lambda text: not text.startswith(("=", "'")))
"""Not dressed as spreadsheets dress a number or a link, which is taken off."""
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(
    cells=st.lists(st.tuples(PLAIN, PLAIN, PLAIN), max_size=8),
    delimiter=st.sampled_from(",;\t"),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_a_table_is_read_as_it_was_written(
    cells: list[tuple[str, str, str]], delimiter: str, end: str, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
        writer.writerows([("Page Name", "URL", "Straße 🎉"), *cells])
    form = next(headers(path))
    assert form == Header("table", ("Page Name", "URL", "Straße 🎉"), delimiter)
    read = [tuple(row[1].values()) for row in rows(path, form) if not isinstance(row, Rejected)]
    assert read == [row for row in cells if any(row)]


@quick
@given(
    items=st.lists(
        st.dictionaries(CELL, st.one_of(CELL, st.integers(), st.lists(CELL, max_size=3))),
        min_size=1,
        max_size=8,
    ),
    indent=st.sampled_from([None, 1]),
    inside=st.booleans(),
)
def test_a_list_is_read_as_it_was_written_wherever_the_pieces_end(
    items: list[dict[str, object]],
    indent: int | None,
    inside: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "l.json"
    path.write_text(json.dumps({"posts": items} if inside else items, indent=indent), encoding="utf-8")
    monkeypatch.setattr(reading, "_CHUNK", 3)
    read = list(rows(path, Header("list", ())))
    assert [row[1] for row in read if not isinstance(row, Rejected)] == items
    if indent:
        text = path.read_text(encoding="utf-8").splitlines()
        assert all(text[row[0] - 1].lstrip().startswith("{") for row in read if not isinstance(row, Rejected))


def test_a_list_that_is_torn_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "l.json"
    path.write_text('[{"a": 1},\n {"a": 2},\n {"a": 3', encoding="utf-8")
    first, second, third = rows(path, Header("list", ()))
    assert (first, second) == ((1, {"a": 1}), (2, {"a": 2}))
    assert isinstance(third, Rejected)
    assert third.line == 3


def test_bytes_that_are_not_utf8_cost_their_row_only(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("a,b\nä,1\n".encode() + b"\xff,2\n" + "ö,3\n".encode())
    assert [row if isinstance(row, Rejected) else row[1]["b"] for row in rows(path, Header("table", ("a", "b")))] == [
        "1", Rejected(3, "holds bytes that are not UTF-8: save the file in UTF-8"), "3",
    ]  # fmt: skip


def test_a_table_in_utf16_that_ends_inside_a_letter_is_read_to_there(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("a,b\nä,1\nö,2\n".encode("utf-16") + b"x")
    form = next(headers(path))
    assert [row[1] for row in rows(path, form) if not isinstance(row, Rejected)] == [
        {"a": "ä", "b": "1"},
        {"a": "ö", "b": "2"},
    ]


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("1,234", 1234),
        ("1 234", 1234),
        ("12", 12),
        ("12.0", 12),
        ("", None),
        ("N/A", None),
        (None, None),
        (7, 7),
        ("1,234,567", 1234567),
    ],
)
def test_counts(cell: object, count: int | None) -> None:
    assert whole(cell) == count


@pytest.mark.parametrize("cell", ["many", "-3", "1.5", "1,23", "9" * 20])
def test_what_is_no_count_is_unknown(cell: str) -> None:
    assert whole(cell) is None


@pytest.mark.parametrize("cell", ["1.53081E+11", "1,53081E+11", "2E+15"])
def test_an_identifier_that_a_spreadsheet_rounded_is_refused(cell: str) -> None:
    with pytest.raises(Unusable, match="rounded by a spreadsheet"):
        identifier(cell)


@pytest.mark.parametrize(
    ("cell", "day", "instant"),
    [
        ("2016-05-01 22:30:00 EDT", "2016-05-02", "2016-05-02T02:30:00+00:00"),
        ("2016-01-01 00:00:00 UTC", "2016-01-01", "2016-01-01T00:00:00+00:00"),
        ("2016-05-01T18:30:00Z", "2016-05-02", "2016-05-01T18:30:00+00:00"),
        (
            "2024-05-01T18:30:00Z",
            "2024-05-01",
            "2024-05-01T18:30:00+00:00",
        ),  # Almaty is at UTC+5 since March 2024
        ("1462140600", "2016-05-02", "2016-05-01T22:10:00+00:00"),
        ("01.05.2016 10:30", "2016-05-01", "2016-05-01T04:30:00+00:00"),
        ("2016-05-01", "2016-05-01", None),
    ],
)
def test_dates_are_days_of_kazakhstan(cell: str, day: str, instant: str | None) -> None:
    found = moment(cell, "Asia/Almaty")
    assert found.day.isoformat() == day
    assert (found.instant.isoformat() if found.instant else None) == instant


@pytest.mark.parametrize(
    ("cell", "month_first", "day"),
    [
        ("05/01/2016 10:30", True, "2016-05-01"),
        ("05/01/2016 10:30", False, "2016-01-05"),
        ("5/28/2016", None, "2016-05-28"),
        ("28/05/2016", None, "2016-05-28"),
        ("05/05/2016", None, "2016-05-05"),
    ],
)
def test_days_and_months_between_slashes(cell: str, month_first: bool | None, day: str) -> None:
    assert moment(cell, "Asia/Almaty", month_first).day.isoformat() == day


@pytest.mark.parametrize(
    ("cell", "month_first"), [("05/01/2016", None), ("28/05/2016", True), ("5/28/2016", False)]
)
def test_a_date_that_may_be_two_days_is_no_guess(cell: str, month_first: bool | None) -> None:
    with pytest.raises(Unusable):
        moment(cell, "Asia/Almaty", month_first)


def test_the_clock_of_a_printed_time_is_not_the_zone_of_its_day() -> None:
    found = moment("01.05.2016 23:30", "Asia/Almaty", clock="Europe/Berlin")
    assert found.instant
    assert (found.instant.isoformat(), found.day.isoformat()) == ("2016-05-01T21:30:00+00:00", "2016-05-02")


def test_an_afternoon_is_no_morning() -> None:
    found = moment("May 1, 2016 10:30 PM", "Asia/Almaty")
    assert found.instant
    assert found.instant.isoformat() == "2016-05-01T16:30:00+00:00"


def test_a_zone_that_is_not_known_is_no_guess() -> None:
    with pytest.raises(Unusable, match="time zone XYZ"):
        moment("2016-05-01 22:30:00 XYZ", "Asia/Almaty")


@pytest.mark.parametrize(
    ("cell", "length"),
    [("PT1H2M3S", 3723), ("P1DT1S", 86401), ("63", 63), (63.0, 63), ("", 0), ("?", None), ("9" * 12, None)],
)
def test_lengths(cell: object, length: int | None) -> None:
    assert seconds(cell) == (length or None)
