"""Rows for tests, with everything that does not matter filled in."""

from datetime import date, datetime
from typing import Any

import duckdb

_SEEN = datetime(2016, 8, 1)

DULL: dict[str, dict[str, Any]] = {
    "sources": {"kind": "newspaper", "platform": "web", "name": "A paper", "collected": True},
    "crawls": {"via": "live", "started_at": _SEEN, "outcome": "complete", "archive_file": "a.warc.gz"},
    "captures": {
        "url": "https://paper.example/",
        "document_url": "https://paper.example/",
        "captured_at": _SEEN,
        "status": 200,
        "bytes": 1000,
        "archive_file": "a.warc.gz",
        "record_offset": 0,
        "outcome": "document",
    },
    "documents": {
        "source_id": "paper",
        "kind": "article",
        "url": "https://paper.example/",
        "title": "",
        "text": "",
        "first_seen_at": _SEEN,
        "last_seen_at": _SEEN,
        "capture_id": "c",
        "text_digest": "t",
        "words": 100,
        "extraction": "test",
    },
    "mentions": {
        "part": "text",
        "span_start": 0,
        "span_end": 0,
        "surface": "",
        "homeland": "BG",
        "target": "homeland",
        "rule": "test",
    },
}
"""What a row is when a test does not say: as dull as can be."""


def add_row(warehouse: duckdb.DuckDBPyConnection, table: str, **given: Any) -> None:
    """Insert one row of `given` columns."""
    row = DULL.get(table, {}) | given
    columns = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" for _ in row)
    warehouse.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(row.values()))


def add_document(
    warehouse: duckdb.DuckDBPyConnection, document_id: str, *, text: str, day: date | None, **given: Any
) -> None:
    """Insert one document."""
    words = len(text.split())
    add_row(
        warehouse, "documents", document_id=document_id, text=text, published_day=day, words=words, **given
    )
