"""`diaspora sql`: answers that other programs can read, and no way out of the database."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from analysis.query import FORMATS, answer
from crawlers.warehouse.connection import open_for_reading, open_warehouse


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    open_warehouse(tmp_path / "w.duckdb").close()
    with open_for_reading(tmp_path / "w.duckdb") as opened:
        yield opened


def asked(warehouse: duckdb.DuckDBPyConnection, query: str, format_: str) -> str:
    out = io.StringIO()
    assert answer(warehouse, query, format_, out) == 0
    return out.getvalue()


def test_csv_ends_its_lines_as_the_shell_expects(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert (
        asked(warehouse, "SELECT 1 AS one, NULL AS none, 'a,b' AS text", "csv") == 'one,none,text\n1,,"a,b"\n'
    )


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("NULL", None),
        ("3", 3),
        ("0.25", 0.25),  # a DECIMAL, to DuckDB
        ("DATE '2016-07-31'", "2016-07-31"),
        ("TIMESTAMP '2016-07-31 18:00:00'", "2016-07-31T18:00:00+00:00"),
        ("['ru', 'kk']", ["ru", "kk"]),
        ("'Қазақстан'", "Қазақстан"),
    ],
)
def test_json_keeps_numbers_as_numbers(
    warehouse: duckdb.DuckDBPyConnection, expression: str, value: object
) -> None:
    assert json.loads(asked(warehouse, f"SELECT {expression} AS it", "json")) == {"it": value}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY (SELECT 1) TO 'out.csv'",
        "DELETE FROM documents",
        "SET enable_external_access = true",
        "SELEKT 1",
    ],
)
def test_what_is_refused_is_one_message_and_status_2(
    warehouse: duckdb.DuckDBPyConnection, query: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(warehouse, query, "csv", io.StringIO()) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("format_", FORMATS)
def test_a_query_that_takes_too_long_is_stopped_and_the_next_is_answered(
    warehouse: duckdb.DuckDBPyConnection, format_: str, capsys: pytest.CaptureFixture[str]
) -> None:
    endless = "SELECT count(*) FROM range(100_000_000) a, range(100_000) b WHERE a.range + b.range = 3"
    assert answer(warehouse, endless, format_, io.StringIO(), seconds=0.05) == 1
    assert "longer than the 0.05 seconds that --max-seconds allows" in capsys.readouterr().err
    assert asked(warehouse, "SELECT 1 AS one", "csv") == "one\n1\n"
