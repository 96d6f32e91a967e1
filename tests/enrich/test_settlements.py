"""A person's answer to a doubtful mention is kept in a file, counted from the next build, and can be taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from analysis.enrich.settlements import doubtful, load, settle
from crawlers.warehouse.connection import open_warehouse
from tests.rows import add_document, add_row

MODEL = Path(__file__).parents[2] / "analysis" / "models" / "intermediate" / "int_settled_mentions.sql"


@pytest.fixture
def warehouse(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    opened = open_warehouse(tmp_path / "w.duckdb")
    add_row(opened, "sources", source_id="paper")
    add_document(opened, day=date(2015, 5, 2), document_id="a", text="Polish shoes before work.", title="")
    spans = {"document_id": "a", "span_start": 0, "span_end": 6, "surface": "Polish", "homeland": "PL"}
    row = {**spans, "part": "text", "diaspora": "polish", "target": "people", "rule": "en people Polish"}
    opened.execute(
        f"INSERT INTO unlikely_mentions ({', '.join(row)}, probability) VALUES ({', '.join('?' * len(row))}, 0.4)",
        list(row.values()),
    )
    opened.execute("CREATE SCHEMA IF NOT EXISTS intermediate")
    opened.execute(
        f"CREATE OR REPLACE VIEW intermediate.int_settled_mentions AS {MODEL.read_text(encoding='utf-8')}"
    )
    return opened


def counted(warehouse: duckdb.DuckDBPyConnection) -> tuple[bool, float, bool]:
    rows = warehouse.execute(
        "SELECT is_mention, probability, is_doubtful FROM intermediate.int_settled_mentions"
    )
    return rows.fetchall()[0]


def test_an_answer_is_listed_kept_counted_and_the_last_one_holds(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    file = tmp_path / "settled.jsonl"
    assert counted(warehouse) == (False, 0.4, True)
    (one,) = doubtful(warehouse, most=5)
    assert one.sentence == "[Polish] shoes before work."
    assert settle(warehouse, file, one.mention_id, True)
    assert counted(warehouse) == (True, 1.0, False)
    assert doubtful(warehouse, most=5) == []
    assert settle(warehouse, file, one.mention_id, False)
    assert counted(warehouse) == (False, 0.0, False)
    assert '"sentence": "[Polish] shoes before work."' in file.read_text(encoding="utf-8")
    file.unlink()
    assert load(warehouse, file) == 0
    assert counted(warehouse) == (False, 0.4, True)


def test_what_is_not_there_cannot_be_settled(warehouse: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert settle(warehouse, tmp_path / "settled.jsonl", "nothing", True) is None
    assert not (tmp_path / "settled.jsonl").exists()


def test_a_line_that_is_no_answer_is_named(warehouse: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    file = tmp_path / "settled.jsonl"
    file.write_text('{"id": "a", "answer": true}\nyes\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"settled\.jsonl, line 2"):
        load(warehouse, file)
