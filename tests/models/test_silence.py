"""When a source's silence is unusual: longer than 95 of 100 of its own gaps, of which at least ten must be known."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import accumulate
from pathlib import Path

import duckdb
import pytest

from analysis.build import ancestors, build
from crawlers.catalogue.study import Study, Window
from crawlers.warehouse.connection import migrate
from tests.rows import add_document, add_row

FIRST = date(2015, 5, 1)
STUDY = Study(window=(Window(name="study", since=FIRST, until=date(2016, 7, 31)),))
GAPS = {
    "three days": ([2] * 19 + [40], 3, "good"),
    "four days": ([2] * 19 + [40], 4, "unusually silent"),
    "one of twelve was as long": ([2] * 11 + [40], 19, "good"),
    "ten gaps": ([2] * 10, 9, "unusually silent"),
    "nine gaps": ([2] * 9, 9, "good"),
}
"""By source: days between its days of publication, days of silence since, and what is to be said of them."""


@pytest.fixture(scope="module")
def warehouse() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    migrate(connection, Path(":memory:"))
    for source, (gaps, silence, _) in GAPS.items():
        days = [FIRST + timedelta(passed) for passed in accumulate([0, *gaps])]
        for day in days:
            add_document(connection, f"{source} {day}", text="", day=day, source_id=source)
        add_row(connection, "sources", source_id=source)
        until = days[-1] + timedelta(silence)
        add_row(
            connection, "crawls", crawl_id=source, source_id=source, covers_from=FIRST, covers_until=until
        )
    add_row(connection, "sources", source_id="asked twice")
    for number, (via, outcome) in enumerate({"live": "blocked", "wayback": "complete"}.items(), start=1):
        at = datetime(2016, 7, number)
        add_row(
            connection,
            "crawls",
            crawl_id=via,
            source_id="asked twice",
            via=via,
            outcome=outcome,
            started_at=at,
        )
    build(connection, (), STUDY, only=ancestors("source_health"))
    return connection


@pytest.mark.parametrize(("source", "health"), [(source, health) for source, (*_, health) in GAPS.items()])
def test_silence_is_unusual_by_the_sources_own_measure(
    warehouse: duckdb.DuckDBPyConnection, source: str, health: str
) -> None:
    told = warehouse.execute("SELECT health FROM source_health WHERE source_id = ?", [source])
    assert told.fetchall() == [(health,)]


def test_what_an_archive_answered_later_does_not_hide_how_the_last_crawl_went(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    told = warehouse.execute("SELECT health, via FROM source_health WHERE source_id = 'asked twice'")
    assert told.fetchall() == [("blocked", "live")]
