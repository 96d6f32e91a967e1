"""papers.html: how much of what each paper prints is about each community."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from analysis.report import charts
from analysis.report.figures import Figure
from analysis.report.links import listing
from analysis.report.questions import Answer
from analysis.report.series import Row
from analysis.report.site import Site


def write_papers(site: Site) -> None:
    """Write what the papers print on each community."""
    visibility = site.over_periods("visibility")
    known = any(row["rate"] is not None for found in visibility.values() for row in found.rows)
    papers = {row["source_id"]: row["paper"] for found in visibility.values() for row in found.rows}
    site.write(
        "papers", visibility=visibility, papers=papers, rates=_rates(site, visibility) if known else None
    )


def _rates(site: Site, visibility: Mapping[str, Answer]) -> Figure:
    bounds = {period.key: {"since": period.since, "until": period.until} for period in site.periods}

    def told(row: Row, key: str) -> Row:
        href = listing(
            community=row["diaspora"],
            source=row["source_id"],
            relevance="community",
            first=True,
            known=True,
            **bounds[key],
        )
        hint = f"{row['community']} of {row['printed']}: {row['rate']:.1f} per 1,000 (95 %: {row['low']:.1f}–{row['high']:.1f})"
        return {
            name: row[name] for name in ("paper", "name", "community", "printed", "rate", "low", "high")
        } | {"hint": hint, "href": href}

    return Figure(
        name="rates",
        title="On the life of each community, per 1,000",
        told="A dot and its exact 95 % limits for each community, one panel a paper.",
        chart=charts.rates_with_limits("per 1,000 first publications"),
        answers={key: replace(found, rows=[told(row, key) for row in found.rows if row["rate"] is not None]) for key, found in visibility.items()},
        columns=(("paper", "paper"), ("name", "community"), ("community", "on its life"), ("printed", "first publications"), ("rate", "per 1,000"), ("low", "lower 95 % limit"), ("high", "upper 95 % limit")),
        width=290,
        panels="paper",
    )  # fmt: skip
