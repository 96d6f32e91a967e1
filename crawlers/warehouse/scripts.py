"""Runs the `.sql` files that lie beside the modules that call them: whole statements, each with the parameters it names."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import duckdb


def run(connection: duckdb.DuckDBPyConnection, package: str | None, name: str, **given: Any) -> None:
    """Execute every statement of `<name>.sql` in `package`, in order; `given` fills `$parameters` by name."""
    for statement in duckdb.extract_statements(script(package, name)):
        connection.execute(statement, {key: given[key] for key in statement.named_parameters})


def ask(
    connection: duckdb.DuckDBPyConnection, package: str | None, name: str, **given: Any
) -> list[tuple[Any, ...]]:
    """Return the rows of the one query in `<name>.sql`."""
    return connection.execute(script(package, name), given or None).fetchall()


@cache
def script(package: str | None, name: str) -> str:
    """Return the text of `<name>.sql` in `package`."""
    return (files(package or "") / f"{name}.sql").read_text(encoding="utf-8")
