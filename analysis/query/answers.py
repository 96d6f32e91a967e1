"""Answers of the warehouse: to one query, in a format that people or programs read; the health of the sources."""

from __future__ import annotations

import csv
import json
import math
import sys
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TextIO

import duckdb
import pyarrow.parquet as pq

from analysis.query.limits import TookTooLong, time_limit
from analysis.sanitize import cell
from crawlers.warehouse.connection import is_sample

FORMATS = ("table", "csv", "json", "parquet")
SAMPLE_NOTICE = (
    "SYNTHETIC SAMPLE: every text in this warehouse is invented; no number from it is about the world."
)
WORRYING = frozenset({"blocked", "broken", "interrupted", "unusually silent"})
"""States of a source that need a person; one that nobody can collect (gone, not configured) does not."""


def notice(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Say on stderr that a warehouse of synthetic texts is one."""
    if is_sample(warehouse):
        print(SAMPLE_NOTICE, file=sys.stderr)


def answer(
    warehouse: duckdb.DuckDBPyConnection,
    query: str,
    format_: str,
    out: TextIO | None = None,
    *,
    seconds: float = math.inf,
) -> int:
    """Write the answer to `query` as one of FORMATS to `out` (default: stdout). Returns the exit status.

    A query that DuckDB refuses is answered by its message on stderr and status 2; one that takes longer than `seconds` is
    stopped, with status 1. `notice` says beforehand what kind of warehouse answers.
    """
    try:
        with time_limit(warehouse, seconds):
            _write(warehouse, query, format_, out or sys.stdout)
    except TookTooLong as stopped:
        print(stopped, file=sys.stderr)
        return 1
    except duckdb.Error as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _write(warehouse: duckdb.DuckDBPyConnection, query: str, format_: str, out: TextIO) -> None:
    if format_ == "table":
        relation = warehouse.sql(query)
        if relation is not None:
            relation.show(max_rows=200, max_width=_width(out))
    elif format_ == "parquet":
        pq.write_table(warehouse.sql(query).to_arrow_table(), out.buffer)
    else:
        cursor = warehouse.execute(query)
        names = [column[0] for column in cursor.description or ()]
        (_csv if format_ == "csv" else _json_lines)(names, cursor, out)


def health(warehouse: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    """Return a row for each source, those that are not good first: id, state, documents, newest day, share of days known, last attempt, why."""
    return warehouse.execute(
        """
        SELECT source_id, health, documents, newest_day,
               CASE WHEN share_known IS NULL THEN NULL ELSE printf('%.0f %%', 100 * share_known) END,
               strftime(last_attempt, '%Y-%m-%d %H:%M'), reason
        FROM source_health
        ORDER BY health = 'good', health, source_id
        """
    ).fetchall()


def _csv(names: list[str], cursor: duckdb.DuckDBPyConnection, out: TextIO) -> None:
    writer = csv.writer(
        out, lineterminator="\n"
    )  # for the shell's own tools, which take \r for part of the last cell
    writer.writerow(names)
    while batch := cursor.fetchmany(1000):
        writer.writerows(map(cell, row) for row in batch)


def _json_lines(names: list[str], cursor: duckdb.DuckDBPyConnection, out: TextIO) -> None:
    while batch := cursor.fetchmany(1000):
        for row in batch:
            print(
                json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=_plain), file=out
            )


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC).isoformat()
    return float(value) if isinstance(value, Decimal) else str(value)


def _width(out: TextIO) -> int | None:
    return None if out.isatty() else 200
