"""Marts are rebuilt when a row that they are made of has changed, and at no other time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from analysis.build import state
from crawlers.catalogue.communities import load_diasporas
from crawlers.catalogue.study import load_study
from crawlers.warehouse.connection import open_warehouse
from tests.rows import add_document, add_row

CONFIG = Path("config")
STUDY, NINE = load_study(CONFIG), load_diasporas(CONFIG)
DAY = date(2016, 5, 1)
ROWS = {
    "document_languages": {"document_id": "d", "language": "ru", "share": 1.0},
    "document_diasporas": {"document_id": "d", "diaspora": "polish", "relevance": "community", "score": 1.0},
    "document_topics": {"document_id": "d", "topic": "dance", "domain": "culture"},
    "document_stats": {"document_id": "d", "observed_at": datetime(2016, 5, 2), "views": 3, "capture_id": "c"},
    "kept_counts": {
        "source_id": "paper", "kind": "video", "day": DAY, "documents": 2, "first_publications": 1, "words": 9,
    },
    "passed_over": {"document_id": "e", "capture_id": "c", "source_id": "paper", "published_day": DAY},
    "topics": {"topic": "dance", "domain": "culture", "is_folklore": True},
}  # fmt: skip
OTHER = {
    "VARCHAR": "concat({0}, 'x')",
    "DATE": "coalesce({0}, DATE '2016-01-01') + 1",
    "TIMESTAMP": "coalesce({0}, TIMESTAMP '2016-01-01') + INTERVAL 1 DAY",
    "BOOLEAN": "{0} IS NOT TRUE",
}
ALIKE = {
    "documents": "language published_day duplicate_of words source_id kind text_digest",
    "mentions": "diaspora target part span_start document_id",
    "crawls": "outcome covers_from covers_until started_at failed source_id",
    "sources": "kind platform diaspora",
    "document_languages": "share language",
    "document_diasporas": "relevance diaspora",
    "document_topics": "topic domain",
    "document_stats": "views likes observed_at",
    "kept_counts": "documents words day",
    "passed_over": "published_day source_id",
    "topics": "domain is_folklore",
}
"""Columns by which measures are made."""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_warehouse(tmp_path_factory.mktemp("w") / "w.duckdb") as connection:
        add_row(connection, "sources", source_id="paper")
        add_row(connection, "crawls", crawl_id="k", source_id="paper")
        add_document(connection, "d", text="Поляки", day=DAY)
        add_row(connection, "mentions", document_id="d", diaspora="polish")
        for table, row in ROWS.items():
            add_row(connection, table, **row)
        yield connection


def now(warehouse: duckdb.DuckDBPyConnection) -> str:
    return state(warehouse, NINE, STUDY)


def test_nothing_new_is_nothing_to_build(warehouse: duckdb.DuckDBPyConnection) -> None:
    before = now(warehouse)
    warehouse.execute("UPDATE documents SET words = words")
    assert now(warehouse) == before


@pytest.mark.parametrize("table", ALIKE)
def test_any_other_value_is_seen(warehouse: duckdb.DuckDBPyConnection, table: str) -> None:
    before = now(warehouse)
    types = dict(
        warehouse.execute(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ?", [table]
        ).fetchall()
    )
    for column in ALIKE[table].split():
        other = OTHER.get(types[column], "coalesce({0}, 0) + 1").format(f'"{column}"')
        warehouse.execute("BEGIN")
        warehouse.execute(f'UPDATE {table} SET "{column}" = {other}')
        assert now(warehouse) != before, column
        warehouse.execute("ROLLBACK")
    warehouse.execute("BEGIN")
    warehouse.execute(f"DELETE FROM {table}")
    assert now(warehouse) != before
    warehouse.execute("ROLLBACK")


def test_the_configuration_counts(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert state(warehouse, NINE[1:], STUDY) != now(warehouse)
    assert state(warehouse, NINE, STUDY.model_copy(update={"timezone": "UTC"})) != now(warehouse)
