"""What the report says, asked of the warehouse: each number with the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page."""

    totals: dict[str, Any]
    communities: Rows
    documents: Rows
    languages: Rows


def rows(
    warehouse: duckdb.DuckDBPyConnection, query: str, parameters: list[Any] | dict[str, Any] | None = None
) -> Rows:
    """Return the answer to `query` as dictionaries; days and instants as ISO text, ready for charts."""
    cursor = warehouse.execute(query, parameters or [])
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, map(_plain, row), strict=True)) for row in cursor.fetchall()]


def overview(warehouse: duckdb.DuckDBPyConnection) -> Overview:
    """Return what was collected, from where, when, and how often each homeland was named."""
    totals = rows(
        warehouse,
        """
        SELECT count(*) AS documents,
               count(*) FILTER (day IS NULL) AS undated,
               count(*) FILTER (NOT is_first) AS repeats,
               count(DISTINCT source_id) AS sources,
               min(day) AS first_day,
               max(day) AS last_day,
               sum(words) AS words
        FROM staging.stg_documents
        """,
    )[0]
    totals["mentions"] = rows(warehouse, "SELECT count(*) AS n FROM mentions WHERE target <> 'city'")[0]["n"]
    totals["captures"] = rows(warehouse, "SELECT count(*) AS n FROM captures")[0]["n"]
    communities = rows(
        warehouse,
        """
        WITH naming AS (
            SELECT diaspora,
                   count(*) AS documents,
                   count(*) FILTER (source_kind = 'newspaper') AS in_papers,
                   sum(mentions) AS mentions,
                   sum(homeland_mentions) AS of_homeland,
                   sum(people_mentions) AS of_people
            FROM intermediate.int_document_mentions JOIN staging.stg_documents USING (document_id)
            GROUP BY diaspora
        ),
        own AS (
            SELECT diaspora, count(*) AS sources, sum(documents) AS documents
            FROM source_health
            WHERE diaspora IS NOT NULL AND (documents > 0 OR share_known > 0)
            GROUP BY diaspora
        )
        SELECT diasporas.diaspora, diasporas.name, homeland_name,
               coalesce(naming.documents, 0) AS documents,
               CASE WHEN (FROM source_health SELECT bool_or(kind = 'newspaper' AND (documents > 0 OR share_known > 0))) THEN coalesce(in_papers, 0) END AS in_papers,
               coalesce(mentions, 0) AS mentions, coalesce(of_homeland, 0) AS homeland, coalesce(of_people, 0) AS people,
               own.documents AS own_documents, coalesce(own.sources, 0) AS own_sources,
               1000.0 * naming.documents / nullif(counted.people, 0) AS per_capita, counted.year AS counted_in
        FROM diasporas LEFT JOIN naming USING (diaspora) LEFT JOIN own USING (diaspora)
        LEFT JOIN (SELECT diaspora, max(year) AS year, arg_max(people, year) AS people FROM census GROUP BY diaspora) AS counted USING (diaspora)
        ORDER BY documents DESC, name
        """,
    )
    documents = rows(
        warehouse,
        "SELECT month, source_kind AS kind, count(*) AS documents FROM staging.stg_documents WHERE month IS NOT NULL GROUP BY ALL ORDER BY ALL",
    )
    languages = rows(
        warehouse,
        'SELECT "language", count(*) AS documents FROM documents GROUP BY ALL ORDER BY documents DESC, "language"',
    )
    return Overview(totals, communities, documents, languages)


def source_table(warehouse: duckdb.DuckDBPyConnection) -> Rows:
    """Return a row for each source that was ever tried, worst first; then those that nobody could try."""
    return rows(
        warehouse,
        """
        SELECT * REPLACE (strftime(last_attempt, '%Y-%m-%d') AS last_attempt)
        FROM source_health
        ORDER BY last_attempt IS NULL, health = 'good', name
        """,
    )


def coverage_strips(warehouse: duckdb.DuckDBPyConnection) -> Rows:
    """Return for each source and month the state that most of its days share."""
    return rows(
        warehouse,
        """
        WITH monthly AS (
            SELECT name AS source, date_trunc('month', day)::DATE AS month,
                   CASE WHEN coverage.state = 'silent'
                             AND bool_or(coverage.state = 'observed') OVER (PARTITION BY source_id, date_trunc('month', day))
                        THEN 'observed' ELSE coverage.state END AS state
            FROM coverage JOIN sources USING (source_id)
        )
        SELECT source, month, mode(state) AS state FROM monthly GROUP BY ALL ORDER BY ALL
        """,
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
