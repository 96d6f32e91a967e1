"""The folder of the report: its pages, its scripts, and what every page is given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import vl_convert as vlc
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from analysis.report import links
from analysis.report.periods import Period, periods
from analysis.report.pictures import Pictures
from analysis.report.questions import Answer, Rows, ask
from analysis.report.replacing import replace_file
from analysis.report.scripts import as_json
from analysis.report.terms import TERMS
from crawlers.warehouse.connection import is_sample

SCRIPTS = ("report", "tables", "linked", "charts", "compare", "documents", "listing", "document")


class Site:
    """The warehouse that is told of, and the folder that tells."""

    def __init__(
        self, warehouse: duckdb.DuckDBPyConnection, directory: Path, *, pictures: bool = True
    ) -> None:
        """`pictures`: whether figures stand in it as pictures too, for print and for readers without scripts."""
        self.warehouse, self.directory = warehouse, directory
        self.pictures = Pictures(directory / "assets" / "pictures" if pictures else None)
        self.periods: tuple[Period, ...] = periods(warehouse)
        self.communities: Rows = ask(warehouse, "names").rows
        self.templates = Environment(
            loader=PackageLoader("analysis.report"),
            autoescape=select_autoescape(),
            undefined=StrictUndefined,
            lstrip_blocks=True,
        )
        self.templates.filters |= {
            "number": number,
            "percent": percent,
            "decimal": decimal,
            "spoken": spoken,
            "json": as_script,
        }
        self.templates.globals |= {
            "sample": is_sample(warehouse),
            "made": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
            "communities": self.communities,
            "periods": self.periods,
            "opens": links.opens,
            "listing": links.listing,
            "picture": self.pictures,
            "terms": TERMS,
            "unknown": links.UNKNOWN,
        }

    def ask(self, question: str, period: Period | None = None, **given: object) -> Answer:
        """Answer one question, over a period where it has one."""
        return ask(self.warehouse, question, {**(period.bounds if period else {}), **given})

    def over_periods(self, question: str, **given: object) -> dict[str, Answer]:
        """Answer one question over each period."""
        return {period.key: self.ask(question, period, **given) for period in self.periods}

    def write(self, template: str, name: str | None = None, **told: Any) -> Path:
        """Write one page, whole or not at all, and return its path."""
        page = name or template
        html = self.templates.get_template(f"{template}.html").render(page=page, **told)
        return replace_file(self.directory / f"{page}.html", html)

    def write_assets(self) -> None:
        """Write the style, the scripts and the one copy of Vega that all pages share."""
        home = files("analysis.report") / "assets"
        for name in ("report.css", *(f"{script}.js" for script in SCRIPTS)):
            replace_file(self.directory / "assets" / name, (home / name).read_text(encoding="utf-8"))
        # vl-convert carries Vega; to bundle it takes a second or two, so it is done once for each of its versions.
        head = f"// Vega, Vega-Lite and Vega-Embed from vl-convert {version('vl-convert-python')}.\n"
        vega = self.directory / "assets" / "vega.js"
        if not (vega.exists() and vega.read_text(encoding="utf-8").startswith(head)):
            replace_file(vega, head + _vega())


@cache
def _vega() -> str:
    return str(vlc.javascript_bundle())  # type: ignore[call-arg]


def number(value: float | None) -> str | Markup:
    """A whole number with its thousands apart; a dash where it is not known."""
    return links.UNKNOWN if value is None else links.grouped(value)


def decimal(value: float | None, digits: int = 1) -> str | Markup:
    """A number with some digits after its point; a dash where it is not known."""
    return links.UNKNOWN if value is None else f"{value:,.{digits}f}".replace(",", "\u202f")


def percent(share: float | None) -> str | Markup:
    """A share as a whole percentage, which is 100 % or 0 % only where it is all or nothing."""
    if share is None:
        return links.UNKNOWN
    if 0 < share < 0.005:
        return "<1\u00a0%"
    return ">99\u00a0%" if 0.995 <= share < 1 else f"{100 * share:.0f}\u00a0%"


def spoken(word: str | None) -> str:
    """A word of the data as people write it."""
    return (word or "").replace("_", " ")


def as_script(value: Mapping[str, Any]) -> Markup:
    """Data for a script element inside a page."""
    return Markup(as_json(value))  # as_json leaves nothing in it that ends the element
