"""The committed data dictionary is what the database says of itself, and needs no warehouse to be made."""

from collections.abc import Iterator
from contextlib import closing

import duckdb
import pytest

from analysis.build import models
from diaspora.documentation.data_dictionary import TARGET, described, dictionary, trails


@pytest.fixture(scope="module")
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    with closing(described()) as made:
        yield made


def test_it_is_as_the_database_is(empty: duckdb.DuckDBPyConnection) -> None:
    assert TARGET.read_text(encoding="utf-8") == dictionary(empty), "run `make docs`"


def test_every_table_view_and_column_is_described(empty: duckdb.DuckDBPyConnection) -> None:
    undescribed = empty.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL "
        "UNION ALL SELECT table_name, NULL FROM duckdb_tables() WHERE comment IS NULL "
        "UNION ALL SELECT view_name, NULL FROM duckdb_views() WHERE NOT internal AND comment IS NULL"
    ).fetchall()
    assert undescribed == []


def test_every_mart_has_a_trail() -> None:
    marts = {model.name for model in models() if model.layer == "marts"}
    assert trails().keys() == marts | {"shifts"}
