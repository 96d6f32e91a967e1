"""What a community's own page says besides quotations: its sources, what it publishes, what is written, the study's words."""

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


def reach(warehouse: duckdb.DuckDBPyConnection, diaspora: str) -> Rows:
    """Return for each platform but the web how often its posts and videos were seen and answered, as last read.

    None where no counter is known.
    """
    return rows(
        warehouse,
        """
        SELECT platform, sum(posts + videos) AS published, sum(views) FILTER (documents > 0) AS views,
               sum(engagement) FILTER (documents > 0) AS engagement
        FROM activity_monthly
        WHERE diaspora = ? AND platform <> 'web'
        GROUP BY platform
        HAVING sum(documents) > 0
        ORDER BY platform
        """,
        [diaspora],
    )


def sources(warehouse: duckdb.DuckDBPyConnection, diaspora: str) -> Rows:
    """Return its own sources, sites before accounts: their state, what is held of them, followers where ever counted."""
    return rows(
        warehouse,
        """
        SELECT name, platform, health, reason, documents, newest_day, share_known, followers
        FROM source_health
        LEFT JOIN (
            SELECT source_id, arg_max(followers, observed_at) AS followers FROM account_stats GROUP BY source_id
        ) USING (source_id)
        WHERE diaspora = ?
        ORDER BY platform = 'web' DESC, platform, name
        """,
        [diaspora],
    )


def written(warehouse: duckdb.DuckDBPyConnection, diaspora: str) -> Rows:
    """Return what the documents that concern it are to it, the most frequent first, and whose they are.

    Dated first publications: `own`, `papers` and `others` are counts of documents held, complete or not.
    """
    return rows(
        warehouse,
        """
        SELECT replace(relevance, '_', ' ') AS relevance,
               count(*) FILTER (is_own) AS own,
               count(*) FILTER (NOT is_own AND source_kind = 'newspaper') AS papers,
               count(*) FILTER (NOT is_own AND source_kind <> 'newspaper') AS others
        FROM intermediate.int_community_documents
        WHERE diaspora = ? AND is_first
        GROUP BY relevance
        ORDER BY count(*) DESC, relevance
        """,
        [diaspora],
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
