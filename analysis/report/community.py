"""What a community's own page says besides quotations: what it publishes month by month, and the statements on it."""

from __future__ import annotations

from typing import Any

import duckdb

from analysis.report.contents import Rows, rows


def months(warehouse: duckdb.DuckDBPyConnection, diaspora: str) -> Rows:
    """Return its own documents by platform and month; `documents` is None where the month is not known."""
    return rows(
        warehouse,
        """
        SELECT platform, month, documents, first_publications, longest_silence, share_heritage, share_known
        FROM activity_monthly
        WHERE diaspora = ? AND platform IN (SELECT platform FROM activity_monthly WHERE diaspora = ? AND sources > 0)
        ORDER BY ALL
        """,
        [diaspora, diaspora],
    )


def facts(warehouse: duckdb.DuckDBPyConnection, diaspora: str) -> dict[str, Any]:
    """Return the newest census and the study's statements: `census` (a row or None), `statements`."""
    census = rows(warehouse, "SELECT * FROM census WHERE diaspora = ? ORDER BY year DESC LIMIT 1", [diaspora])
    statements = rows(
        warehouse,
        """
        SELECT axis, statement, weight, "since", "until", source, page FROM evidence
        WHERE diaspora = ? ORDER BY axis DESC, "since" NULLS FIRST, statement
        """,
        [diaspora],
    )
    return {"census": census[0] if census else None, "statements": statements}
