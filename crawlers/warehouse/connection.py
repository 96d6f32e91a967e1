"""The database file: opening it, waiting for whoever holds it, bringing its tables up to date."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import duckdb

from crawlers.errors import DiasporaError
from crawlers.warehouse.commented_sql import schema_comments

STORAGE_VERSION = "v1.5.0"
"""File format: any DuckDB from 1.5 on opens it, whichever version wrote it."""

MEMORY = "1GB"
"""What DuckDB may hold in memory while a step writes; more than that waits in `<database>.tmp` on the disk."""

_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
_RETRY_SECONDS = 0.5


class WarehouseError(DiasporaError):
    """The database file cannot be used as it is. The text says why and what to do."""


class WarehouseBusy(WarehouseError):  # noqa: N818  (a state of it, not a fault)
    """Another process holds the database and did not let go in time."""


def open_warehouse(
    path: Path, *, wait: float = 60.0, say: Callable[[str], None] = lambda message: None
) -> duckdb.DuckDBPyConnection:
    """Open `path` for writing, made if missing, its tables brought up to date.

    Another process that holds it is waited for, at most `wait` seconds; `say` is told once who is in the way.
    Raises WarehouseBusy, or WarehouseError for a file that is no DuckDB database or that a newer version made.
    """
    if not path.parent.is_dir():
        raise WarehouseError(
            f"{path}: the directory {path.parent} does not exist. Make it, or name another with --warehouse."
        )
    connection = _patiently(lambda: _attach(path), path, wait, say)
    try:
        migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def open_for_reading(
    path: Path, *, wait: float = 10.0, say: Callable[[str], None] = lambda message: None
) -> duckdb.DuckDBPyConnection:
    """Open `path` read-only and locked down: no files, no network, no settings can be reached through it.

    Raises WarehouseError when it does not exist yet, else as `open_warehouse`.
    """
    if not path.exists():
        raise WarehouseError(
            f"{path}: no such database yet. `diaspora run` makes it; `diaspora run --sample` makes one to try."
        )
    hardened = _OFFLINE | {"enable_external_access": "false"}
    connection = _patiently(lambda: duckdb.connect(path, read_only=True, config=hardened), path, wait, say)
    _refuse_newer(connection, path)
    connection.execute("SET lock_configuration = true")
    return connection


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Everything in the block happens, or nothing."""
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def migrate(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Run each script of `schema/` that this database has not seen, in order, each in one transaction."""
    known = _scripts()
    _refuse_newer(connection, path)
    done = _version(connection)
    for version, (name, sql) in known.items():
        if version > done:
            with transaction(connection):
                connection.execute(sql)
                for comment in schema_comments(sql):
                    connection.execute(comment)
                connection.execute(
                    "INSERT INTO schema_history VALUES (?, ?, now()::TIMESTAMP)", [version, name]
                )


def is_sample(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether this database holds the synthetic sample and nothing else."""
    return count(connection, "warehouse_facts", "fact = 'sample'") > 0


def is_empty(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether nothing was ever loaded into this database."""
    return count(connection, "archives") == 0


def count(connection: duckdb.DuckDBPyConnection, table: str, where: str = "true") -> int:
    """Return how many rows of `table` satisfy `where`."""
    return int(connection.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchall()[0][0])


def _scripts() -> dict[int, tuple[str, str]]:
    folder = files("crawlers.warehouse.schema")
    scripts = sorted(item.name for item in folder.iterdir() if re.match(r"\d{3}_\w+\.sql$", item.name))
    return {int(name[:3]): (name, (folder / name).read_text(encoding="utf-8")) for name in scripts}


def _version(connection: duckdb.DuckDBPyConnection) -> int:
    if not count(connection, "information_schema.tables", "table_name = 'schema_history'"):
        return 0
    return int(connection.execute("SELECT coalesce(max(version), 0) FROM schema_history").fetchall()[0][0])


def _refuse_newer(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    newest, found = max(_scripts()), _version(connection)
    if found > newest:
        connection.close()
        raise WarehouseError(
            f"{path}: was made by a newer version of this program (tables {found}, known here {newest}). "
            "Update the program, or name another file with --warehouse."
        )


def _attach(path: Path) -> duckdb.DuckDBPyConnection:
    """Open through ATTACH, the only way to choose the format of a new file."""
    bounds = {"memory_limit": MEMORY, "temp_directory": f"{path}.tmp"}
    connection = duckdb.connect(":memory:", config=_OFFLINE | bounds)
    try:
        option = "" if path.exists() and path.stat().st_size else f" (STORAGE_VERSION '{STORAGE_VERSION}')"
        literal = str(path).replace("'", "''")
        connection.execute(f"ATTACH '{literal}' AS warehouse{option}")
        connection.execute("USE warehouse")
    except BaseException:
        connection.close()
        raise
    return connection


def _patiently(
    attempt: Callable[[], duckdb.DuckDBPyConnection], path: Path, wait: float, say: Callable[[str], None]
) -> duckdb.DuckDBPyConnection:
    deadline = time.monotonic() + wait
    told = False
    while True:
        try:
            return attempt()
        except duckdb.IOException as error:
            holder = _holder(str(error))
            if holder is None:
                raise WarehouseError(
                    f"{path}: cannot be opened as a DuckDB database. {_first_line(error)}"
                ) from None
            if time.monotonic() >= deadline:
                raise WarehouseBusy(
                    f"{path}: is held open by {holder}, and still was after {wait:.0f} s. Nothing is lost: "
                    "close that program and run again; the archive is kept and will be loaded then."
                ) from None
            if not told:
                say(f"{path} is held open by {holder}; waiting up to {wait:.0f} s for it.")
                told = True
            time.sleep(min(_RETRY_SECONDS, wait))
        except duckdb.Error as error:
            raise WarehouseError(
                f"{path}: cannot be opened as a DuckDB database. {_first_line(error)}"
            ) from None


def _holder(message: str) -> str | None:
    """Return who holds the lock, as DuckDB's message names it; None if the message is about something else."""
    if "lock" not in message.lower():
        return None
    found = re.search(r"held in (.+?) \(PID (\d+)\)", message)
    return f"process {found[2]} ({Path(found[1]).name})" if found else "another process"


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:300]
