"""Comments where people write them: at the end of a line of SQL. From them come the database's COMMENTs."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TABLE = re.compile(r"^CREATE TABLE (\w+) \(\s*-- (.+)$")
_COLUMN = re.compile(r"^    (\w+) [A-Z].*?-- (.+)$")
_SELECTED = re.compile(r"(\w+)\"?,?\s+-- (.+)$")


def schema_comments(sql: str) -> Iterator[str]:
    """Yield one COMMENT statement for each commented table and column of CREATE TABLE statements."""
    table = ""
    for line in sql.splitlines():
        if found := _TABLE.match(line):
            table, text = found.groups()
            yield f"COMMENT ON TABLE {table} IS {quote(text)}"
        elif table and (found := _COLUMN.match(line)):
            yield f"COMMENT ON COLUMN {table}.{found[1]} IS {quote(found[2])}"
        elif line.startswith(")"):
            table = ""


def grain(sql: str) -> str:
    """Return the comment block that a model begins with; its first sentence states the grain."""
    lines = []
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return " ".join(lines)


def column_comments(sql: str) -> dict[str, str]:
    """Return column name to comment for the commented lines of a model's SELECT lists (`… AS name,  -- text`)."""
    found = (_SELECTED.search(line) for line in sql.splitlines() if not line.lstrip().startswith("--"))
    return {match[1]: match[2].strip() for match in found if match}


def quote(text: str) -> str:
    """Return `text` as an SQL string."""
    return "'" + text.replace("'", "''") + "'"
