"""The warehouse copied: as a whole for a backup, or table by table into a new file, without what was deleted from it."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from crawlers.catalogue.accounts import YOUTUBE_API
from crawlers.warehouse.connection import count, open_warehouse

_OF_THE_FILE = frozenset({"schema_history", "archives", "steps"})
"""Tables that say when and by which program rows were made; two equal warehouses may differ in them."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A table that two warehouses hold differently."""

    table: str
    rows: int
    other_rows: int
    only_here: int
    """Rows that the other lacks."""
    only_there: int


def compact(path: Path, *, wait: float = 60.0) -> None:
    """Write the tables into a new file that takes the place of `path`: deleted rows leave no byte in it.

    Marts and views are left out; `build` makes them. A crash leaves the old file. Raises WarehouseError, OSError.
    """
    partial = path.with_name(f"{path.name}.part")
    for leftover in (partial, partial.with_name(f"{partial.name}.wal")):
        leftover.unlink(missing_ok=True)
    with open_warehouse(path, wait=wait) as old:
        with open_warehouse(partial, wait=wait) as new:
            tables = _tables(new)
        literal = str(partial).replace("'", "''")
        old.execute(f"ATTACH '{literal}' AS compacted")
        for table in tables:
            old.execute(f"DELETE FROM compacted.{table}")
            old.execute(f"INSERT INTO compacted.{table} BY NAME SELECT * FROM warehouse.{table}")
        old.execute("CHECKPOINT compacted")
        old.execute("DETACH compacted")
    partial.replace(path)


def differences(one: Path, other: Path, *, wait: float = 60.0) -> list[Difference]:
    """Compare two warehouses table by table, marts too; return those that differ. Raises WarehouseError."""
    found = []
    with open_warehouse(one, wait=wait) as connection:
        literal = str(other).replace("'", "''")
        connection.execute(f"ATTACH '{literal}' AS other (READ_ONLY)")
        theirs = set(_tables(connection, "other"))
        for table in _tables(connection):
            if table in _OF_THE_FILE:
                continue
            if table not in theirs:
                found.append(Difference(table, count(connection, table), 0, count(connection, table), 0))
                continue
            columns = ", ".join(_compared_columns(connection, table))
            sides = [f"SELECT {columns} FROM {database}.{table}" for database in ("warehouse", "other")]
            here, there = (count(connection, f"({a} EXCEPT ALL {b})") for a, b in (sides, sides[::-1]))
            if here or there:
                found.append(
                    Difference(
                        table,
                        count(connection, f"warehouse.{table}"),
                        count(connection, f"other.{table}"),
                        here,
                        there,
                    )
                )
        connection.execute("DETACH other")
    return found


def _tables(connection: duckdb.DuckDBPyConnection, database: str = "warehouse") -> list[str]:
    """Names of tables, with the schema of those that are not in `main`."""
    found = connection.execute(
        "SELECT if(schema_name = 'main', table_name, concat_ws('.', schema_name, table_name))"
        " FROM duckdb_tables() WHERE database_name = ? AND NOT temporary ORDER BY 1",
        [database],
    ).fetchall()
    return [name for (name,) in found]


def _compared_columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """Return SQL for each column by which rows are compared: without the time of loading, fractions to nine decimals.

    The order in which a sum of fractions is added is the database's, and with it the last of its digits.
    """
    found = connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = current_database()"
        " AND table_name = ? AND schema_name = ? ORDER BY column_index",
        [table.rpartition(".")[2], table.rpartition(".")[0] or "main"],
    ).fetchall()
    return [
        f'round("{name}", 9)' if kind == "DOUBLE" else f'"{name}"'
        for name, kind in found
        if name != "loaded_at"
    ]


def carry_over(old: Path, new: Path, *, wait: float = 60.0) -> dict[str, int]:
    """Copy from `old` to `new` what no archive has: what terms let only the number be kept of, and its crawls.

    Returns rows by table. Raises WarehouseError.
    """
    carried = {}
    with open_warehouse(new, wait=wait) as connection:
        literal = str(old).replace("'", "''")
        connection.execute(f"ATTACH '{literal}' AS old (READ_ONLY)")
        for table, query in _ONLY_THERE.items():
            before = count(connection, table)
            connection.execute(f"INSERT INTO {table} BY NAME {query}")
            if more := count(connection, table) - before:
                carried[table] = more
        connection.execute("DETACH old")
    return carried


_ONLY_THERE = {
    "kept_counts": "SELECT * FROM old.kept_counts ANTI JOIN kept_counts USING (source_id, kind, day)",
    "crawls": f"""
        SELECT * FROM old.crawls ANTI JOIN crawls USING (crawl_id)
        WHERE discovery = '{YOUTUBE_API}' AND source_id IN (SELECT source_id FROM old.kept_counts)
    """,
}


def copy_warehouse(path: Path, target: Path, *, wait: float = 60.0) -> int:
    """Copy the warehouse as it is between two writers; return its bytes. Raises WarehouseError, OSError."""
    partial = target.with_name(f"{target.name}.part")
    with open_warehouse(path, wait=wait) as held:
        held.execute("CHECKPOINT")
        shutil.copyfile(path, partial)
    partial.replace(target)
    return target.stat().st_size


def copy_new(source: Path, target: Path, *, delete: bool = False) -> tuple[int, int, int]:
    """Copy the files of `source` that `target` lacks or has in another size or of another time.

    A file that a crawl is writing is copied as far as it is, which is a whole archive. Returns how many files and
    bytes were copied, and how many were deleted from `target` because `source` has them no more (only if `delete`).
    """
    copied = size = deleted = 0
    for path in sorted(source.rglob("*")) if source.is_dir() else ():
        if not path.is_file() or path.suffix == ".part" or path.name == ".lock":
            continue
        other, state = target / path.relative_to(source), path.stat()
        if other.exists() and (other.stat().st_size, other.stat().st_mtime_ns) == (
            state.st_size,
            state.st_mtime_ns,
        ):
            continue
        other.parent.mkdir(parents=True, exist_ok=True)
        partial = other.with_name(f"{other.name}.part")
        shutil.copyfile(path, partial)
        os.utime(partial, ns=(state.st_atime_ns, state.st_mtime_ns))
        partial.replace(other)
        copied, size = copied + 1, size + state.st_size
    for path in sorted(target.rglob("*")) if delete and target.is_dir() else ():
        if path.is_file() and not (source / path.relative_to(target)).exists():
            path.unlink()
            deleted += 1
    return copied, size, deleted
