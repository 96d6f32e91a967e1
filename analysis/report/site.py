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

from analysis.report import contents, figures
from crawlers.warehouse import is_sample


def write_report(warehouse: duckdb.DuckDBPyConnection, directory: Path) -> Path:
    """Write the report to `directory` and return its first page.

    Pages: index, one for each community with the sentences behind its numbers, the sources and what is known of
    them. A page is replaced whole, so a reader never sees half of one.
    """
    directory.mkdir(parents=True, exist_ok=True)
    pages = Environment(
        loader=PackageLoader("analysis.report"), autoescape=select_autoescape(), undefined=StrictUndefined
    )
    pages.filters["number"] = lambda value: "–" if value is None else f"{value:,}".replace(",", "\u202f")
    seen = contents.overview(warehouse)
    frame: dict[str, Any] = {
        "sample": is_sample(warehouse),
        "made": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "communities": seen.communities,
        "style": Markup((files("analysis.report") / "templates" / "style.css").read_text(encoding="utf-8")),
    }
    homelands = [row["homeland_name"] for row in seen.communities]
    _page(
        directory / "index.html",
        pages.get_template("index.html").render(
            frame,
            totals=seen.totals,
            languages=seen.languages,
            documents=_figure(figures.documents_by_month(seen.documents)),
            mentions=_figure(figures.mentions_by_month(seen.months, homelands)) if seen.months else None,
        ),
    )
    strips = contents.coverage_strips(warehouse)
    _page(
        directory / "sources.html",
        pages.get_template("sources.html").render(
            frame,
            sources=contents.source_table(warehouse),
            coverage=_figure(figures.coverage_by_month(strips)) if strips else None,
        ),
    )
    for community in seen.communities:
        quoted = contents.quotations(warehouse, community["diaspora"])
        _page(
            directory / f"{community['diaspora']}.html",
            pages.get_template("community.html").render(frame, community=community, quotations=quoted),
        )
    return directory / "index.html"


def _figure(svg: str) -> Markup:
    return Markup(svg)


def _page(path: Path, html: str) -> None:
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        file.write(html)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)
