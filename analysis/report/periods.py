"""The periods a reader may choose between: the study's windows, the last twelve months, all that is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

_MONTHS_DRAWN = 40
"""More months than this are drawn by quarters, so that a bar stays wide enough to be hit."""

_PERIODS = """
WITH reach AS (
    SELECT min(day) AS first_day, max(day) AS last_day, max(day) FILTER (is_known) AS last_known FROM coverage
),
offered AS (
    SELECT 'all' AS key, 'All that is known' AS label, first_day AS since, last_day AS until FROM reach
    UNION ALL
    SELECT 'year', 'Last 12 months', date_trunc('month', last_known) - INTERVAL 11 MONTH, last_known FROM reach
    UNION ALL
    SELECT window_name, 'Window “' || window_name || '”', windows.since, windows."until"
    FROM windows JOIN reach ON windows.since <= last_day AND windows."until" >= first_day
)
SELECT key, label, date_trunc('month', since)::DATE, last_day("until"::DATE) FROM offered WHERE since IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole months that the report can be read over."""

    key: str
    """As in the address: `#period=year`."""
    label: str
    since: date
    until: date

    @property
    def grain(self) -> str:
        """`month` or `quarter`: what one bar of a chart stands for."""
        months = (self.until.year - self.since.year) * 12 + self.until.month - self.since.month + 1
        return "month" if months <= _MONTHS_DRAWN else "quarter"

    @property
    def bounds(self) -> dict[str, object]:
        """What a query of the report may ask for."""
        return {"since": self.since, "until": self.until, "grain": self.grain, "period": self.key}


def periods(warehouse: duckdb.DuckDBPyConnection) -> tuple[Period, ...]:
    """Return the periods, the one that a report opens with first. None, where nothing was ever asked or held."""
    return tuple(Period(*row) for row in warehouse.execute(_PERIODS).fetchall())
