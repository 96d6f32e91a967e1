"""Runs the SQL models: staging as views, marts as tables, then shifts and checks; all in one transaction.

A model is a bare SELECT in `models/`, named by its file. Its first comment states the grain; a comment at the end
of a line of its SELECT list describes that column. Models name each other and the tables of the warehouse, no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from importlib.resources import files
from importlib.resources.abc import Traversable

import duckdb

from analysis.change_points import refresh_shifts
from analysis.seeds import load_study
from crawlers.catalogue.communities import Diaspora
from crawlers.catalogue.study import Experience, Typology, Window
from crawlers.warehouse.commented_sql import column_comments, grain, quote
from crawlers.warehouse.connection import count, transaction


@dataclass(frozen=True, slots=True)
class Model:
    """One SQL model."""

    name: str
    layer: str
    """`staging` (becomes a view) or `marts` (becomes a table)."""
    sql: str


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """A check that found rows it should not have found."""

    name: str
    meaning: str
    offending: list[tuple[object, ...]]
    """The first few of the rows."""


def models() -> list[Model]:
    """Return every model, each after those it reads from."""
    found = {
        name: Model(name, layer, sql)
        for layer in ("staging", "marts")
        for name, sql in _sql_files(files("analysis") / "models" / layer)
    }
    words = {name: set(re.findall(r"\w+", _without_comments(model.sql))) for name, model in found.items()}
    reads = {name: (words[name] & found.keys()) - {name} for name in found}
    return [found[name] for name in TopologicalSorter(reads).static_order()]


def build(
    connection: duckdb.DuckDBPyConnection,
    diasporas: Iterable[Diaspora],
    windows: Iterable[Window],
    experience: Experience | None = None,
    typology: Typology | None = None,
) -> dict[str, int]:
    """Rebuild every model from the tables. Returns rows by mart.

    One transaction: a build that fails or is killed leaves the marts of the last good one.
    """
    with transaction(connection):
        load_study(connection, diasporas, windows, experience or Experience(), typology or Typology())
        for model in models():
            kind = "VIEW" if model.layer == "staging" else "TABLE"
            connection.execute(f"CREATE OR REPLACE {kind} {model.name} AS\n{model.sql}")
            connection.execute(f"COMMENT ON {kind} {model.name} IS {quote(grain(model.sql))}")
            for column, text in column_comments(model.sql).items():
                connection.execute(f"COMMENT ON COLUMN {model.name}.{column} IS {quote(text)}")
        refresh_shifts(connection)
        return {model.name: count(connection, model.name) for model in models() if model.layer == "marts"}


def fingerprints(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[object, ...]]:
    """What each mart that is there holds, in two numbers: rows, and a sum of their hashes in any order."""
    present = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    return {
        model.name: connection.execute(f"SELECT count(*), bit_xor(hash(m)) FROM {model.name} m").fetchall()[0]
        for model in models()
        if model.layer == "marts" and model.name in present
    }


def marts_reading(table: str) -> list[str]:
    """The marts that read `table`, themselves or through other models."""
    reached = {table}
    found = []
    for model in models():
        if reached & set(re.findall(r"\w+", _without_comments(model.sql))):
            reached.add(model.name)
            found += [model.name] if model.layer == "marts" else []
    return found


def check(connection: duckdb.DuckDBPyConnection) -> Iterator[FailedCheck]:
    """Run each query of `checks/`; yield those that return rows."""
    for name, sql in _sql_files(files("analysis") / "models" / "checks"):
        offending = connection.execute(sql).fetchmany(5)
        if offending:
            yield FailedCheck(name, grain(sql), offending)


def _sql_files(folder: Traversable) -> list[tuple[str, str]]:
    found = sorted(
        (item for item in folder.iterdir() if item.name.endswith(".sql")), key=lambda item: item.name
    )
    return [(item.name.removesuffix(".sql"), item.read_text(encoding="utf-8")) for item in found]


def _without_comments(sql: str) -> str:
    return re.sub(r"--.*", "", sql)
