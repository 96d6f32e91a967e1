"""What must hold of a model's columns, declared where the column is described and checked after every build.

A comment of a select list may end in braces: `{key}` (part of the key: never NULL, and no two rows share it as a whole),
`{not null}`, `{one of a, b}` (NULL is allowed), `{in table.column}` (a relation; NULL is allowed). Several stand apart by
semicolons: `-- The community. {key; in diasporas.diaspora}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawlers.warehouse.commented_sql import column_comments, quote

_DECLARED = re.compile(r"\s*\{([^{}]+)\}\s*$")


@dataclass(frozen=True, slots=True)
class Constraint:
    """One rule: a query whose rows are what breaks it."""

    name: str
    meaning: str
    query: str


def description(comment: str) -> str:
    """Return a comment for people, its constraints in words.

    >>> description("The month. {key}")
    'The month. Part of the key.'
    """
    found = _DECLARED.search(comment)
    if not found:
        return comment
    words = [_IN_WORDS.get(rule, rule) for rule in _rules(found[1])]
    return f"{comment[: found.start()]} {'; '.join(words).capitalize()}."


_IN_WORDS = {"key": "part of the key", "not null": "never NULL"}


def constraints(relation: str, sql: str) -> Iterator[Constraint]:
    """Yield the constraints that a model declares; `relation` is its name in SQL. Raises ValueError for a rule unknown."""
    key: list[str] = []
    for column, comment in column_comments(sql).items():
        found = _DECLARED.search(comment)
        for rule in _rules(found[1]) if found else ():
            name, column_name = f"{relation}.{column}: {rule}", f'"{column}"'
            if rule == "key":
                key.append(column_name)
            if rule in {"key", "not null"}:
                yield Constraint(name, "It is never NULL.", f"FROM {relation} WHERE {column_name} IS NULL")
            elif rule.startswith("one of "):
                values = ", ".join(quote(value.strip()) for value in rule.removeprefix("one of ").split(","))
                yield Constraint(
                    name,
                    "It has no other value.",
                    f"SELECT DISTINCT {column_name} FROM {relation} WHERE {column_name} NOT IN ({values})",
                )
            elif rule.startswith("in "):
                table, _, other = rule.removeprefix("in ").rpartition(".")
                yield Constraint(
                    name,
                    f"Every value stands in {table}.",
                    f"SELECT DISTINCT {column_name} FROM {relation} WHERE {column_name} IS NOT NULL "
                    f'AND {column_name} NOT IN (SELECT "{other}" FROM {table})',
                )
            elif rule != "key":
                raise ValueError(f"{name}: no such rule; known are key, not null, one of …, in table.column.")
    if key:
        columns = ", ".join(key)
        yield Constraint(
            f"{relation}: key",
            "No two rows share the key.",
            f"SELECT {columns}, count(*) AS twins FROM {relation} GROUP BY {columns} HAVING twins > 1",
        )


def _rules(declared: str) -> list[str]:
    return [rule.strip() for rule in declared.split(";")]
