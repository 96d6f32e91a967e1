"""index.html: the answer in words, where the communities stand, how often they are named, what was collected."""

from __future__ import annotations

from pathlib import Path

from analysis.report import charts
from analysis.report.figures import Figure
from analysis.report.pages.naming import naming_figure
from analysis.report.series import timed
from analysis.report.site import Site
from analysis.report.words import answer_in_words


def write_overview(site: Site) -> Path:
    """Write the first page and return its path."""
    collected = timed(
        site.over_periods("collected"),
        hint=lambda row: f"{row['documents']} held",
        filters=lambda row: {"kind": row["kind"]},
    )
    held = {row["kind"] for found in collected.values() for row in found.rows}
    return site.write(
        "index",
        words={period.key: answer_in_words(site, period) for period in site.periods},
        totals=site.over_periods("totals"),
        readings=site.over_periods("readings"),
        named=site.over_periods("communities"),
        languages=site.over_periods("languages"),
        naming=naming_figure(site.over_periods("naming")),
        collected=Figure(
            name="collected",
            title="What was collected, and when",
            told="Stacked bars: documents held, by month or quarter of publication and kind of source.",
            chart=charts.stacked_by_kind(tuple(kind for kind in charts.KINDS if kind in held)),
            answers=collected,
            columns=(
                ("label", "time"),
                ("kind", "kind of source"),
                ("documents", "documents held"),
                ("uncounted", "of them not counted"),
            ),
            width=900,
        ),
    )
