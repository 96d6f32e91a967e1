"""Where the communities stand: the typology by both readings, lived experience, events, contacts, shifts."""

from __future__ import annotations

from typing import Any

import duckdb

from analysis.report.contents import Rows, rows

QUADRANTS = ("expressive", "valued", "nominal", "symbolic")
"""As the typology's table prints them: broad experience above, formalised relations to the right."""


def readings(warehouse: duckdb.DuckDBPyConnection) -> Rows:
    """Return a row for each community: its place by the study and by the media, the newest date that both can have.

    The study is read at the end of the last window it speaks of; the media on the same day where they are known
    then, else on the newest day they are known.
    """
    return rows(
        warehouse,
        """
        WITH day AS (
            SELECT coalesce(
                (SELECT max("until") FROM windows WHERE "until" IN (SELECT as_of FROM typology WHERE basis = 'study')),
                (SELECT max(as_of) FROM typology WHERE basis = 'study')
            ) AS as_of
        ),
        media AS (
            SELECT typology.* FROM typology CROSS JOIN day
            WHERE basis = 'media'
            QUALIFY row_number() OVER (
                PARTITION BY diaspora ORDER BY typology.as_of = day.as_of DESC, typology.as_of DESC
            ) = 1
        )
        SELECT diasporas.diaspora, name, homeland_name,
               study.as_of AS study_day, study.quadrant AS study_quadrant, study.probability AS study_probability,
               study.formalisation, study.formalisation_statements, study.experience, study.experience_statements,
               media.as_of AS media_day, media.quadrant AS media_quadrant, media.probability AS media_probability,
               media.experience AS index, media.measured_over,
               study.quadrant <> media.quadrant AS disagree
        FROM diasporas
        CROSS JOIN day
        LEFT JOIN typology AS study ON study.diaspora = diasporas.diaspora AND study.basis = 'study' AND study.as_of = day.as_of
        LEFT JOIN media ON media.diaspora = diasporas.diaspora
        ORDER BY name
        """,
    )


def grid(found: Rows) -> dict[str, dict[str, Rows]]:
    """Return the rows of `readings` by quadrant and basis."""
    return {
        quadrant: {
            basis: [row for row in found if row[f"{basis}_quadrant"] == quadrant]
            for basis in ("study", "media")
        }
        for quadrant in QUADRANTS
    }


def over_time(warehouse: duckdb.DuckDBPyConnection) -> Rows:
    """Return the study's place of each community at each year's end, and on the last day it speaks of."""
    return rows(
        warehouse,
        """
        SELECT name, year(as_of) AS year, quadrant, probability
        FROM typology JOIN diasporas USING (diaspora)
        WHERE basis = 'study' AND quadrant IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY diaspora, year(as_of) ORDER BY as_of DESC) = 1
        ORDER BY ALL
        """,
    )


def experience(warehouse: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return lived experience over the newest window that is known, or else the newest rolling year.

    Keys: `period`, `since`, `until`, `broad` (the limit), `rows` (one a community, broadest first, those without an
    index last).
    """
    found = rows(
        warehouse,
        """
        SELECT name, lived_experience.*
        FROM lived_experience JOIN diasporas USING (diaspora)
        WHERE (period, period_end) = (
            SELECT (period, period_end) FROM lived_experience
            ORDER BY period LIKE 'window:%' DESC, period_end DESC LIMIT 1
        )
        ORDER BY rank NULLS LAST, name
        """,
    )
    limit = rows(warehouse, "SELECT value FROM thresholds WHERE threshold = 'broad_experience'")
    first = found[0] if found else {"period": None, "period_start": None, "period_end": None}
    return {
        "period": first["period"],
        "since": first["period_start"],
        "until": first["period_end"],
        "broad": limit[0]["value"] if limit else None,
        "rows": found,
    }


def events(warehouse: duckdb.DuckDBPyConnection, since: str, until: str) -> Rows:
    """Return documents by community and type of event between two days; None where nothing is known."""
    return rows(
        warehouse,
        """
        SELECT name, replace(topic, '_', ' ') AS topic, "domain", sum(documents) AS documents
        FROM community_events_monthly JOIN diasporas USING (diaspora)
        WHERE month BETWEEN ? AND ?
        GROUP BY ALL
        ORDER BY ALL
        """,
        [since, until],
    )


def contacts(warehouse: duckdb.DuckDBPyConnection, since: str, until: str) -> Rows:
    """Return contacts in both directions by community between two days; None where nothing is known."""
    return rows(
        warehouse,
        """
        SELECT name, sum(from_homeland) AS from_homeland, sum(to_homeland) AS to_homeland,
               count(*) FILTER (own_days_known > 0) AS months_known, count(*) AS months
        FROM two_way JOIN diasporas USING (diaspora)
        WHERE month BETWEEN ? AND ?
        GROUP BY ALL
        ORDER BY from_homeland DESC NULLS LAST, name
        """,
        [since, until],
    )


def shifts(warehouse: duckdb.DuckDBPyConnection) -> Rows:
    """Return every change of level, newest first."""
    return rows(
        warehouse,
        "SELECT name, shifts.* FROM shifts JOIN diasporas USING (diaspora) ORDER BY month DESC, name, series",
    )
