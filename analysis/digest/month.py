"""Gathers a month's digest from the marts, and writes it as a page, a letter or Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, PackageLoader

from analysis.digest.changes import CLEAR, Level, verdict
from analysis.report.sentences import sentence_around
from crawlers.masking import masked
from crawlers.warehouse.connection import is_sample

FORMATS = (".html", ".eml", ".md")
SENTENCES = 10
"""Quoted at most."""
_SERIES = {
    "activity": "published by its own sources, per 30 known days",
    "attention": "named by papers, of 1,000 documents",
}


def last_whole_month(warehouse: duckdb.DuckDBPyConnection) -> date | None:
    """Return the first day of the last month that some source is known to its end; None when there is none."""
    last: date | None = warehouse.execute("SELECT max(day) FROM coverage WHERE is_known").fetchall()[0][0]
    if last is None:
        return None
    first_of_next = (last + timedelta(days=1)).replace(day=1)
    return (first_of_next - timedelta(days=1)).replace(day=1)


def digest(warehouse: duckdb.DuckDBPyConnection, month: date, alarms: Iterable[str] = ()) -> dict[str, Any]:
    """Return what the templates show of the month that begins on `month`; `alarms` are sentences on what needs a person."""

    def rows(name: str) -> list[dict[str, Any]]:
        cursor = warehouse.execute(_query(name), {"month": month})
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    compared = [_compared(row) for row in rows("compared")]
    return {
        "month": month,
        "is_sample": is_sample(warehouse),
        "clear": [row for row in compared if CLEAR & {row["since_last_month"], row["since_last_year"]}],
        "compared": compared,
        "first_mentions": rows("first_mentions"),
        "events": rows("events"),
        "sentences": _quoted(rows("sentences")),
        "not_known": rows("not_known"),
        "alarms": list(alarms),
    }


def write_digest(found: dict[str, Any], format_: str) -> str:
    """Return a digest as one of FORMATS: a page without outside parts, a letter with both texts, or Markdown."""
    if format_ == ".eml":
        letter = EmailMessage(policy=SMTP)
        letter["Subject"] = f"Diasporas in the media, {found['month']:%B %Y}"
        letter.set_content(_template("digest.md").render(found), cte="quoted-printable")
        letter.add_alternative(_template("digest.html").render(found), subtype="html", cte="quoted-printable")
        return letter.as_string()
    return str(_template(f"digest{format_}").render(found))


def write_file(found: dict[str, Any], path: Path) -> None:
    """Write a digest to `path` in one step, in the format of its name. Raises OSError."""
    partial = path.with_name(f"{path.name}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    partial.write_text(write_digest(found, path.suffix), encoding="utf-8")
    partial.replace(path)


def _compared(row: dict[str, Any]) -> dict[str, Any]:
    now, before, year = (_level(row, prefix) for prefix in ("", "before_", "year_"))
    return {
        "diaspora": row["diaspora"],
        "series": _SERIES[row["series"]],
        "now": now,
        "before": before,
        "year": year,
        "since_last_month": verdict(now, before),
        "since_last_year": verdict(now, year),
    }


def _level(row: dict[str, Any], prefix: str) -> Level | None:
    if row[f"{prefix}n"] is None:
        return None
    return Level(*(row[f"{prefix}{part}"] for part in ("n", "rate", "low", "high")))


def _quoted(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One sentence a document, without what is private in it."""
    seen: set[str] = set()
    quoted: list[dict[str, Any]] = []
    for row in found:
        if row["url"] not in seen and len(quoted) < SENTENCES:
            seen.add(row["url"])
            row["sentence"] = sentence_around(row.pop("text"), row["span_start"], row["span_end"])
            row["title"] = masked(row["title"])
            quoted.append(row)
    return quoted


@cache
def _query(name: str) -> str:
    return (files("analysis.digest") / f"{name}.sql").read_text(encoding="utf-8")


@cache
def _template(name: str) -> Any:
    environment = Environment(
        loader=PackageLoader("analysis.digest"),
        autoescape=lambda template: (template or "").endswith(".html"),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)
