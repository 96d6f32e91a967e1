"""What the papers print on each community, per 1,000 of what they print."""

from __future__ import annotations

import duckdb

from analysis.report.contents import Rows, rows


def visibility(warehouse: duckdb.DuckDBPyConnection) -> Rows:
    """Return a row for each paper and community: first publications on its life, and the rate with exact limits."""
    return rows(
        warehouse,
        """
        WITH summed AS (
            SELECT source_id, diaspora,
                   sum(first_publications) AS printed, sum(community) AS community, sum(bilateral) AS bilateral,
                   sum(history) AS history, sum(sport) AS sport, sum(homeland_news) AS homeland_news,
                   sum(reverse_diaspora) AS reverse_diaspora, sum(other) AS other, sum(titles) AS titles,
                   min(month) FILTER (days_known > 0) AS since, max(month) FILTER (days_known > 0) AS until
            FROM press_visibility_monthly
            GROUP BY ALL
        )
        SELECT sources.name AS paper, diasporas.name AS name, summed.* EXCLUDE (source_id),
               1000.0 * community / nullif(printed, 0) AS rate,
               1000.0 * low / nullif(printed, 0) AS low,
               1000.0 * high / nullif(printed, 0) AS high
        FROM summed
        JOIN sources USING (source_id)
        JOIN diasporas ON diasporas.diaspora = summed.diaspora
        LEFT JOIN poisson_limits ON events = community
        ORDER BY paper, community DESC NULLS LAST, name
        """,
    )


def naming_by_month(warehouse: duckdb.DuckDBPyConnection) -> Rows:
    """Return a row for each homeland and month: papers' documents that name it per 1,000, with exact limits.

    `rate` is None where no day of any paper is known: a gap, not a zero.
    """
    return rows(
        warehouse,
        """
        WITH summed AS (
            SELECT marts.diaspora, month, sum(documents_naming)::BIGINT AS documents_naming, sum(documents) AS documents
            FROM homeland_mentions_monthly AS marts
            JOIN sources USING (source_id)
            WHERE sources.kind = 'newspaper'
            GROUP BY ALL
        )
        SELECT homeland_name, month, documents_naming,
               round(1000.0 * documents_naming / nullif(documents, 0), 2) AS rate,
               round(1000.0 * low / nullif(documents, 0), 2) AS low,
               round(1000.0 * high / nullif(documents, 0), 2) AS high
        FROM summed
        JOIN diasporas USING (diaspora)
        LEFT JOIN poisson_limits ON events = documents_naming
        ORDER BY ALL
        """,
    )
