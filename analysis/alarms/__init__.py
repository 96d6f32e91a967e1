"""What needs a person, as the marts show it: each SQL file here is one kind of alarm, a row each.

A row is `key` (the same from day to day while it is the same trouble), `what` (a sentence or two for people) and
`patience` (days that it has to hold before anybody is told).
"""

from __future__ import annotations

from importlib.resources import files

import duckdb


def alarms(warehouse: duckdb.DuckDBPyConnection) -> list[tuple[str, str, int]]:
    """Return every alarm that holds now as key, what and patience, sorted. Reads marts only."""
    found = [
        row
        for name in sorted(item.name for item in files(__name__).iterdir() if item.name.endswith(".sql"))
        for row in warehouse.execute((files(__name__) / name).read_text(encoding="utf-8")).fetchall()
    ]
    return sorted((str(key), str(what).strip(), int(patience)) for key, what, patience in found)
