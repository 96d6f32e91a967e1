"""Puts the pages together: templates, figures, contents."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from analysis.report import community, contents, figures, figures_standing, papers, standing
from analysis.report.quotations import quotations
from crawlers.warehouse.connection import is_sample


def write_report(warehouse: duckdb.DuckDBPyConnection, directory: Path) -> Path:
    """Write the report to `directory` and return its first page.

    Pages: index, typology, lived experience, papers, sources, and one for each community with the sentences behind
    its numbers. A page is replaced whole, so a reader never sees half of one.
    """
    directory.mkdir(parents=True, exist_ok=True)
    seen, readings = contents.overview(warehouse), standing.readings(warehouse)
    site = _Site(warehouse, directory, seen.communities)
    homelands = [row["homeland_name"] for row in seen.communities]
    naming = papers.naming_by_month(warehouse)
    index = site.write(
        "index",
        totals=seen.totals,
        languages=seen.languages,
        readings=readings,
        documents=Markup(figures.documents_by_month(seen.documents)),
        mentions=Markup(figures.mentions_by_month(naming, homelands)) if naming else None,
    )
    site.write_typology(readings)
    site.write_experience()
    site.write_papers()
    strips = contents.coverage_strips(warehouse)
    site.write(
        "sources",
        sources=contents.source_table(warehouse),
        coverage=Markup(figures.coverage_by_month(strips)) if strips else None,
    )
    changes = standing.shifts(warehouse)
    for one in seen.communities:
        months = community.months(warehouse, one["diaspora"])
        site.write(
            "community",
            one["diaspora"],
            community=one,
            reading=next((row for row in readings if row["diaspora"] == one["diaspora"]), None),
            facts=community.facts(warehouse, one["diaspora"]),
            activity=Markup(figures.activity_by_month(months)) if months else None,
            shifts=[row for row in changes if row["diaspora"] == one["diaspora"]],
            sources=community.sources(warehouse, one["diaspora"]),
            reach=community.reach(warehouse, one["diaspora"]),
            written=community.written(warehouse, one["diaspora"]),
            quotations=quotations(warehouse, one["diaspora"]),
        )
    return index


class _Site:
    """The directory of pages, and what stands on each of them."""

    def __init__(
        self, warehouse: duckdb.DuckDBPyConnection, directory: Path, communities: contents.Rows
    ) -> None:
        self.warehouse, self.directory = warehouse, directory
        self.templates = Environment(
            loader=PackageLoader("analysis.report"),
            autoescape=select_autoescape(),
            undefined=StrictUndefined,
        )
        self.templates.filters |= {"number": _number, "percent": _percent, "sum_of": _sum_of}
        style = (files("analysis.report") / "templates" / "style.css").read_text(encoding="utf-8")
        self.frame: dict[str, Any] = {
            "sample": is_sample(warehouse),
            "made": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
            "communities": communities,
            "style": Markup(style),
        }

    def write(self, template: str, name: str | None = None, **told: Any) -> Path:
        """Write one page and return its path."""
        html = self.templates.get_template(f"{template}.html").render(self.frame, **told)
        path = self.directory / f"{name or template}.html"
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=self.directory, delete=False) as file:
            file.write(html)
        Path(file.name).chmod(0o644)
        return Path(file.name).replace(path)

    def write_typology(self, readings: contents.Rows) -> None:
        """Both readings side by side."""
        years = standing.over_time(self.warehouse)
        self.write(
            "typology",
            readings=readings,
            grid=standing.grid(readings),
            broad=standing.experience(self.warehouse)["broad"],
            over_time=Markup(figures_standing.quadrants_over_time(years)) if years else None,
        )

    def write_experience(self) -> None:
        """The index and what it is made of, events, contacts, shifts."""
        lived = standing.experience(self.warehouse)
        period = (lived["since"], lived["until"]) if lived["rows"] else None
        happened = standing.events(self.warehouse, *period) if period else []
        folk = [
            {
                "name": row["name"],
                "rate": row["folklorisation"],
                "low": row["folklorisation_low"],
                "high": row["folklorisation_high"],
            }
            for row in lived["rows"]
            if row["folklorisation"] is not None
        ]
        drawn = figures_standing.index_with_threshold
        self.write(
            "experience",
            lived=lived,
            index=Markup(drawn(lived["rows"], lived["broad"])) if lived["rows"] else None,
            folk=Markup(figures_standing.rates_with_limits(folk, "share", percent=True)) if folk else None,
            events=Markup(figures_standing.events_by_topic(happened)) if happened else None,
            contacts=standing.contacts(self.warehouse, *period) if period else [],
            shifts=standing.shifts(self.warehouse),
        )

    def write_papers(self) -> None:
        """What each paper prints on each community."""
        rows = papers.visibility(self.warehouse)
        known = [row for row in rows if row["rate"] is not None]
        drawn = figures_standing.rates_with_limits
        self.write(
            "papers", rows=rows, rates=Markup(drawn(known, "per 1,000", by="paper")) if known else None
        )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{int(value):,}".replace(",", "\u202f")


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f}\u00a0%"


def _sum_of(total: float | None, statements: int | None) -> str:
    """A sum of weights and how many it is the sum of."""
    return "–" if total is None else f"{total:+g} of {statements}"
