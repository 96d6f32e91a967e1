"""The report's questions to the warehouse: a `.sql` file each in `queries/`, asked over a period, shown beside its answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import duckdb

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gave."""

    name: str
    meaning: str
    """What is counted, in words: the first comment of the query."""
    sql: str
    """The query as it ran, its parameters filled in: it can be pasted into `diaspora sql`."""
    rows: Rows


def ask(warehouse: duckdb.DuckDBPyConnection, name: str, given: Mapping[str, object] | None = None) -> Answer:
    """Answer `queries/NAME.sql`; of `given`, the parameters that it names are filled in.

    Days and instants come as ISO text and decimals as numbers, ready for charts.
    """
    meaning, sql = _query(name)
    wanted = set(re.findall(r"\$(\w+)", sql))
    parameters = {key: value for key, value in (given or {}).items() if key in wanted}
    shown = re.sub(r"\$(\w+)", lambda found: _literal(parameters[found[1]]), sql)
    return Answer(name, meaning, shown, rows(warehouse, sql, parameters))


def rows(
    warehouse: duckdb.DuckDBPyConnection, query: str, parameters: Mapping[str, object] | None = None
) -> Rows:
    """Return the answer to `query` as dictionaries."""
    cursor = warehouse.execute(query, dict(parameters or {}))
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, map(plain, row), strict=True)) for row in cursor.fetchall()]


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


@cache
def _query(name: str) -> tuple[str, str]:
    text = (files("analysis.report") / "queries" / f"{name}.sql").read_text(encoding="utf-8")
    comment = re.match(r"(?:--.*\n)+", text)
    if comment is None:
        raise ValueError(f"queries/{name}.sql: its first line must say in a comment what it counts")
    meaning = " ".join(line.removeprefix("--").strip() for line in comment[0].splitlines())
    return meaning, text[comment.end() :].strip()


def _literal(value: object) -> str:
    if isinstance(value, date):
        return f"DATE '{value}'"
    return str(value) if isinstance(value, int | float) else "'" + str(value).replace("'", "''") + "'"
