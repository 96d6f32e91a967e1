"""The feature table and the marts as files, in a fixed order of rows, so that equal data give equal bytes."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from crawlers.warehouse import is_sample

FORMATS = ("parquet", "csv")

_DATED_BY = {
    "classifier_features": "period_end",
    "activity_monthly": "last_day(month)",
    "homeland_mentions_monthly": "last_day(month)",
    "coverage": "day",
}
"""What each mart is exported by: the last day that a row speaks of."""


def features(warehouse: duckdb.DuckDBPyConnection, as_of: date | None = None) -> pa.Table:
    """Return `classifier_features` as an Arrow table: the periods that had ended by `as_of` (default: all)."""
    return _read(warehouse, "classifier_features", as_of)


def export_marts(
    warehouse: duckdb.DuckDBPyConnection, directory: Path, format_: str, as_of: date | None = None
) -> list[tuple[Path, int]]:
    """Write each mart to `directory` as one file; return the files and their rows.

    With `as_of`, only rows whose period had ended by that day, and only marts that have periods. Files from a
    warehouse of synthetic texts carry `sample-` before their names.
    """
    directory.mkdir(parents=True, exist_ok=True)
    prefix = "sample-" if is_sample(warehouse) else ""
    written = []
    for mart in [*_DATED_BY, *([] if as_of else ["source_health"])]:
        table = _read(warehouse, mart, as_of)
        path = directory / f"{prefix}{mart}.{format_}"
        if format_ == "csv":
            _write_csv(table, path)
        else:
            pq.write_table(table, path)
        written.append((path, table.num_rows))
    return written


def _read(warehouse: duckdb.DuckDBPyConnection, mart: str, as_of: date | None) -> pa.Table:
    ended = f"WHERE {_DATED_BY[mart]} <= DATE '{as_of}'" if as_of and mart in _DATED_BY else ""
    table: pa.Table = warehouse.sql(f"SELECT * FROM {mart} {ended} ORDER BY ALL").to_arrow_table()
    return table


def _write_csv(table: pa.Table, path: Path) -> None:
    """Write with the standard library: its quoting does not change between versions of Arrow."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(table.column_names)
        writer.writerows(zip(*(column.to_pylist() for column in table.columns), strict=True))
