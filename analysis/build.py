"""Runs the SQL models: staging and intermediate as views, marts as tables, then change points; in one transaction.

A model is a bare SELECT in `models/`, named by its file. Its first comment states the grain; a comment at the end
of a line of its SELECT list describes that column. Models name each other and the tables of the warehouse, no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files
from importlib.resources.abc import Traversable

import duckdb

from analysis.constraints import constraints, description
from crawlers.catalogue.communities import Diaspora
from crawlers.catalogue.study import Study
from crawlers.steps import MARTS
from crawlers.warehouse.commented_sql import column_comments, grain, quote
from crawlers.warehouse.connection import count, transaction

LAYERS = ("staging", "intermediate", "marts")
"""Folders of models, and schemas: staging renames and casts what is held, marts are what a person asks for."""

_CHECKS = files("analysis") / "models" / "checks"
_TEXTS = {"title", "text", "captions", "left_out", "evidence", "surface"}
"""Columns for which another stands: `text_digest`, or the rules and the text from which they were made."""
_MADE_HERE = {
    *("study", "diasporas", "census", "evidence", "windows", "experience_components", "thresholds"),
    *("mention_errors", "judgement_errors", "poisson_limits", "shifts"),
}
"""Tables that a build fills itself, from the configuration and from what it measured."""

MATERIALIZED = {"int_measured"}
"""Intermediate models that become tables: seven queries read this one, and it is most of what each of them costs."""


@dataclass(frozen=True, slots=True)
class Model:
    """One SQL model."""

    name: str
    layer: str
    """`staging` or `intermediate` (in schemas of that name, mostly views), or `marts` (tables that people ask)."""
    sql: str

    @property
    def kind(self) -> str:
        """What it becomes: `VIEW` or `TABLE`."""
        return "TABLE" if self.layer == "marts" or self.name in MATERIALIZED else "VIEW"

    @property
    def relation(self) -> str:
        """Its name in SQL."""
        return self.name if self.layer == "marts" else f"{self.layer}.{self.name}"


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """A check that found rows it should not have found."""

    name: str
    meaning: str
    offending: list[tuple[object, ...]]
    """The first few of the rows."""


@cache
def models() -> tuple[Model, ...]:
    """Return every model, each after those it reads from."""
    found = {
        name: Model(name, layer, sql)
        for layer in LAYERS
        for name, sql in _sql_files(files("analysis") / "models" / layer)
    }
    reads = {name: (_words(model.sql) & found.keys()) - {name} for name, model in found.items()}
    return tuple(found[name] for name in TopologicalSorter(reads).static_order())


def marts() -> tuple[str, ...]:
    """Return the names of the marts, each after those it reads from."""
    return tuple(model.name for model in models() if model.layer == "marts")


def ancestors(*names: str) -> tuple[Model, ...]:
    """Return the models that `names` read from, directly or not, and themselves, in the order of `models`."""
    wanted = set(names)
    for model in reversed(models()):
        if model.name in wanted:
            wanted |= _words(model.sql)
    return tuple(model for model in models() if model.name in wanted)


def build(
    connection: duckdb.DuckDBPyConnection,
    diasporas: Iterable[Diaspora],
    study: Study,
    *,
    only: Sequence[Model] | None = None,
) -> dict[str, int]:
    """Rebuild every model from the tables, or those in `only`, which `ancestors` gives. Returns rows by mart.

    One transaction: a build that fails or is killed leaves the marts of the last good one.
    """
    # Both load SciPy, for more than a second; whoever only asks what models there are should not wait for it.
    from analysis.change_points import refresh_shifts
    from analysis.seeds import seed_study

    with transaction(connection):
        seed_study(connection, diasporas, study)
        for model in models() if only is None else only:
            connection.execute(f"CREATE OR REPLACE {model.kind} {model.relation} AS\n{model.sql}")
            connection.execute(f"COMMENT ON {model.kind} {model.relation} IS {quote(grain(model.sql))}")
            for column, text in column_comments(model.sql).items():
                connection.execute(
                    f"COMMENT ON COLUMN {model.relation}.{column} IS {quote(description(text))}"
                )
        if only is None:
            refresh_shifts(connection)
        made = models() if only is None else only
        return {model.name: count(connection, model.name) for model in made if model.layer == "marts"}


def lacking(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return what this program's marts have and those of the warehouse lack: `mart` or `mart.column`."""
    rows = connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'main'"
    )
    held: dict[str, set[str]] = {}
    for table, column in rows.fetchall():
        held.setdefault(table, set()).add(column)
    return [
        lacks
        for model in models()
        if model.layer == "marts"
        for lacks in (
            [
                f"{model.name}.{column}"
                for column in sorted(column_comments(model.sql).keys() - held[model.name])
            ]
            if model.name in held
            else [model.name]
        )
    ]


def state(connection: duckdb.DuckDBPyConnection, diasporas: Iterable[Diaspora], study: Study) -> str:
    """Return a digest of all that decides the marts: the models, the configuration, and every row that models read.

    A text counts by its digest, so that a warehouse of a million documents is seen through in seconds.
    """
    configuration = (study.model_dump_json(), *(one.model_dump_json() for one in diasporas))
    return MARTS.digest(*configuration, *_contents(connection))


def _contents(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """For each table of the warehouse that models or checks read: its name, rows, and the sum of their hashes."""
    queries = [model.sql for model in models()] + [sql for _, sql in _sql_files(_CHECKS)]
    read = set().union(*map(_words, queries)) - _TEXTS - _MADE_HERE - {model.name for model in models()}
    columns = connection.execute(
        "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
        "WHERE schema_name = 'main' AND list_contains($read, table_name) AND NOT list_contains($texts, column_name) "
        "GROUP BY table_name ORDER BY table_name",
        {"read": sorted(read), "texts": sorted(_TEXTS)},
    ).fetchall()
    for table, names in columns:
        quoted = ", ".join(f'"{name}"' for name in names)
        rows = connection.execute(f"SELECT count(*), sum(hash({quoted})) FROM {table}").fetchall()
        yield f"{table} {rows[0]}"


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
        if reached & _words(model.sql):
            reached.add(model.name)
            found += [model.name] if model.layer == "marts" else []
    return found


def check(
    connection: duckdb.DuckDBPyConnection, *, only: Sequence[Model] | None = None
) -> Iterator[FailedCheck]:
    """Run each query of `checks/` and what models declare of their columns; yield those that return rows.

    With `only`, no more than those that ask no other models.
    """
    made = {model.name for model in (models() if only is None else only)}
    missing = {model.name for model in models()} - made
    checks = [(name, grain(sql), sql) for name, sql in _sql_files(_CHECKS)]
    checks += [
        (rule.name, rule.meaning, rule.query)
        for model in models()
        if model.name in made
        for rule in constraints(model.relation, model.sql)
    ]
    for name, meaning, sql in checks:
        if _words(sql) & missing:
            continue
        offending = connection.execute(sql).fetchmany(5)
        if offending:
            yield FailedCheck(name, meaning, offending)


def _sql_files(folder: Traversable) -> list[tuple[str, str]]:
    found = sorted(
        (item for item in folder.iterdir() if item.name.endswith(".sql")), key=lambda item: item.name
    )
    return [(item.name.removesuffix(".sql"), item.read_text(encoding="utf-8")) for item in found]


def _words(sql: str) -> set[str]:
    """The words of a query outside its comments: among them the tables and models that it reads."""
    return set(re.findall(r"\w+", re.sub(r"--.*", "", sql)))
