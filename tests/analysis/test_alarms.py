"""Which histories are alarms: each SQL file on small tables of days, and the days on which it speaks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from importlib.resources import files

import duckdb
import pytest

from analysis.seeds import poisson_limits

TODAY = date(2026, 11, 1)


@pytest.fixture
def marts() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with the tables that alarms read, empty."""
    with duckdb.connect() as made:
        made.execute(
            """
            CREATE SCHEMA intermediate;
            CREATE TABLE source_health (source_id VARCHAR, health VARCHAR, silence BIGINT, newest_day DATE, usual_silence DOUBLE,
                reason VARCHAR);
            CREATE TABLE intermediate.int_published_days (source_id VARCHAR, day DATE);
            CREATE TABLE documents (document_id VARCHAR, source_id VARCHAR, first_seen_at TIMESTAMP, published_day DATE,
                title VARCHAR, words INTEGER);
            CREATE TABLE intermediate.int_source_days (source_id VARCHAR, diaspora VARCHAR, day DATE, is_known BOOLEAN,
                documents BIGINT);
            CREATE TABLE intermediate.int_known_documents (document_id VARCHAR, source_diaspora VARCHAR, source_kind VARCHAR,
                day DATE, is_first BOOLEAN);
            CREATE TABLE mentions (document_id VARCHAR, diaspora VARCHAR);
            CREATE TABLE coverage (day DATE, is_known BOOLEAN);
            CREATE TABLE shifts (diaspora VARCHAR, series VARCHAR, month DATE, level_before DOUBLE, before_low DOUBLE,
                before_high DOUBLE, level_after DOUBLE, after_low DOUBLE, after_high DOUBLE);
            CREATE TABLE poisson_limits (events BIGINT, low DOUBLE, high DOUBLE);
            """
        )
        import numpy as np

        events = np.arange(200)
        low, high = poisson_limits(events)
        made.executemany(
            "INSERT INTO poisson_limits VALUES (?, ?, ?)",
            [(int(n), float(a), float(b)) for n, a, b in zip(events, low, high, strict=True)],
        )
        made.execute("INSERT INTO coverage VALUES (?, true)", [TODAY])
        yield made


def found(marts: duckdb.DuckDBPyConnection, name: str) -> list[tuple[str, str, int]]:
    return marts.execute((files("analysis.alarms") / f"{name}.sql").read_text(encoding="utf-8")).fetchall()


@pytest.mark.parametrize(
    ("gaps", "silence", "speaks"),
    [
        ([1, 2, 3, 1], 4, True),
        ([1, 2, 3, 1], 3, False),  # no longer than before
        ([1, 40, 3, 1], 20, False),  # it was longer once
        ([1, 40, 3, 1], 41, True),
    ],
)
def test_silence_is_an_alarm_beyond_the_longest_before(
    marts: duckdb.DuckDBPyConnection, gaps: list[int], silence: int, speaks: bool
) -> None:
    day = TODAY - timedelta(days=silence + sum(gaps))
    for gap in [0, *gaps]:
        day += timedelta(days=gap)
        marts.execute("INSERT INTO intermediate.int_published_days VALUES ('daz', ?)", [day])
    marts.execute(
        "INSERT INTO source_health VALUES ('daz', 'unusually silent', ?, ?, 2.0, NULL)", [silence, day]
    )
    rows = found(marts, "sources")
    assert [key for key, _, _ in rows] == (["source/daz/silent"] if speaks else [])
    assert all(f"nothing published for {silence} days" in what for _, what, _ in rows)


@pytest.mark.parametrize(
    ("health", "patience"),
    [("blocked", 1), ("broken", 1), ("interrupted", 1), ("good", None), ("partial", None), ("gone", None)],
)
def test_states_that_need_a_person_are_told_on_their_second_day(
    marts: duckdb.DuckDBPyConnection, health: str, patience: int | None
) -> None:
    marts.execute("INSERT INTO source_health VALUES ('daz', ?, 0, NULL, NULL, 'It refuses us.')", [health])
    expected = (
        [] if patience is None else [(f"source/daz/{health}", f"daz: {health}. It refuses us.", patience)]
    )
    assert found(marts, "sources") == expected


@pytest.mark.parametrize(
    ("before", "lately", "speaks"),
    [
        ((100, 100), 0, True),
        ((100, 100), 5, True),
        ((100, 100), 9, False),  # one of ten may be chance
        ((500, 500), 9, False),  # also where nothing was ever missing
        ((500, 500), 8, True),
        ((100, 50), 3, False),  # it never was good
        ((20, 20), 0, False),  # too few to know its habit
    ],
)
def test_a_field_that_is_lost_is_an_alarm(
    marts: duckdb.DuckDBPyConnection, before: tuple[int, int], lately: int, speaks: bool
) -> None:
    """`before`: documents, and those with a date; `lately`: of the newest ten, those with one."""
    start = datetime(2026, 1, 1)
    have = [n < before[1] for n in range(before[0])] + [n < lately for n in range(10)]
    for number, has in enumerate(have):
        seen = start + timedelta(days=number)
        row = [str(number), seen, seen.date() if has else None]
        marts.execute("INSERT INTO documents VALUES (?, 'daz', ?, ?, 'A title', 100)", row)
    keys = [key for key, _, _ in found(marts, "fields")]
    assert keys == (["source/daz/lacks a date"] if speaks else [])


@pytest.mark.parametrize(("silence", "speaks"), [(10, False), (31, True)])
def test_a_community_is_silent_when_all_its_sources_are(
    marts: duckdb.DuckDBPyConnection, silence: int, speaks: bool
) -> None:
    for back in range(200):
        published = back >= silence and (back - silence) % 15 == 0
        day = TODAY - timedelta(days=back)
        rows = [("a", int(published)), ("b", 0)]
        marts.executemany(
            "INSERT INTO intermediate.int_source_days VALUES (?, 'polish', ?, true, ?)",
            [(source, day, documents) for source, documents in rows],
        )
    keys = [key for key, _, _ in found(marts, "communities")]
    assert keys == (["community/polish/silent"] if speaks else [])


@pytest.mark.parametrize(
    ("known_weeks", "usual", "this_week", "speaks"),
    [
        (39, (1, 2), 2, False),
        (39, (1, 2), 4, False),
        (39, (1, 2), 12, True),
        (39, (0, 0), 5, True),  # it was never named before, in all of these weeks
        (39, (0, 0), 4, False),  # so few may be chance
        (11, (0, 0), 12, False),  # too little is known of what is usual
    ],
)
def test_a_week_that_speaks_of_a_community_far_more_than_a_year_is_an_alarm(
    marts: duckdb.DuckDBPyConnection, known_weeks: int, usual: tuple[int, int], this_week: int, speaks: bool
) -> None:
    days = [TODAY - timedelta(days=7 * week + 1) for week in range(1, 40) for _ in range(usual[week % 2])]
    days += [TODAY - timedelta(days=1)] * this_week
    marts.executemany(
        "INSERT INTO intermediate.int_source_days VALUES ('paper', NULL, ?, true, 0)",
        [(TODAY - timedelta(days=back),) for back in range(7 * known_weeks + 7)],
    )
    for number, day in enumerate(days):
        marts.execute(
            "INSERT INTO intermediate.int_known_documents VALUES (?, NULL, 'newspaper', ?, true)",
            [str(number), day],
        )
        marts.execute("INSERT INTO mentions VALUES (?, 'greek'), (?, 'greek')", [str(number), str(number)])
    rows = found(marts, "communities")
    assert len(rows) == int(speaks)
    assert all(f"printed {this_week} documents" in what for _, what, _ in rows)


@pytest.mark.parametrize(
    ("month", "after", "key"),
    [
        (date(2026, 9, 1), 2.0, ["community/finnish/activity/fell"]),
        (date(2026, 9, 1), 20.0, ["community/finnish/activity/rose"]),
        (date(2026, 5, 1), 20.0, []),  # no news any more
    ],
)
def test_a_change_of_level_is_news_for_four_months(
    marts: duckdb.DuckDBPyConnection, month: date, after: float, key: list[str]
) -> None:
    marts.execute("INSERT INTO shifts VALUES ('finnish', 'activity', ?, 10, 8, 12, ?, 1, 30)", [month, after])
    assert [one for one, _, _ in found(marts, "shifts")] == key
