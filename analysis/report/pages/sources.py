"""sources.html and a page for each source: what was asked, what is known of each day, what was never tried and why."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from analysis.report.questions import Rows
from analysis.report.site import Site

STATES = {
    "observed": "known, with documents",
    "silent": "known, nothing published",
    "partial": "documents are held, but nobody vouches that they are all",
    "blocked": "asked, and refused",
    "broken": "asked, and not understood",
    "not_run": "never asked",
}
"""What is known of a day, and what that means."""


def write_sources(site: Site) -> None:
    """Write the table of all sources and the page of each that was ever tried."""
    answers = site.over_periods("sources")
    whole = site.periods[0] if site.periods else None
    strips: dict[str, Rows] = defaultdict(list)
    for run in site.ask("coverage_runs", whole).rows if whole else []:
        strips[run["source_id"]].append(run)
    site.write(
        "sources",
        sources=answers,
        strips={source: strip(runs, whole) for source, runs in strips.items()} if whole else {},
        states=STATES,
        whole=whole,
    )
    visibility = site.over_periods("visibility")
    calendars = _calendars(site)
    for row in next(iter(answers.values())).rows if answers else []:
        if row["tried"]:
            source = row["source_id"]
            site.write(
                "source",
                f"source-{source}",
                source=row,
                its={
                    key: next(one for one in found.rows if one["source_id"] == source)
                    for key, found in answers.items()
                },
                printed={
                    key: [one for one in found.rows if one["source_id"] == source]
                    for key, found in visibility.items()
                },
                answer=visibility,
                calendar=calendars.get(source, {}),
                states=STATES,
            )


def strip(runs: Rows, whole: Any) -> list[dict[str, Any]]:
    """Return runs of days as parts of a strip: where each begins and how long it is, in per mille of the period."""
    days = (whole.until - whole.since).days + 1
    merged: Rows = []
    for run in runs:
        # A strip is too narrow to tell days of silence between documents: both are known.
        state = "observed" if run["state"] == "silent" and run["days"] < days / 60 else run["state"]
        if merged and merged[-1]["state"] == state:
            merged[-1]["until"] = run["until"]
        else:
            merged.append({"state": state, "since": run["since"], "until": run["until"]})
    parts = []
    for run in merged:
        start = (date.fromisoformat(run["since"]) - whole.since).days
        length = (date.fromisoformat(run["until"]) - date.fromisoformat(run["since"])).days + 1
        parts.append(run | {"x": round(1000 * start / days, 2), "width": round(1000 * length / days, 2)})
    return parts


def _calendars(site: Site) -> dict[str, dict[int, list[dict[str, Any] | None]]]:
    """Return by source and year twelve months: documents, days known, days of the month, and its most frequent state."""
    found: dict[str, dict[int, list[dict[str, Any] | None]]] = defaultdict(dict)
    for row in site.ask("calendar").rows:
        month = date.fromisoformat(row["month"])
        year = found[row["source_id"]].setdefault(month.year, [None] * 12)
        year[month.month - 1] = row | {"until": (month + timedelta(days=row["days"] - 1)).isoformat()}
    return found
