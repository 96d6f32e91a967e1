"""A page for each community: its life over time, what is written of it, its events, its place, its sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from analysis.report import charts
from analysis.report.figures import Figure
from analysis.report.pages.naming import naming_figure
from analysis.report.pages.standing import index_figure
from analysis.report.questions import Answer
from analysis.report.sentences import LONGEST, sentence
from analysis.report.series import Row, timed
from analysis.report.site import Site
from crawlers.masking import masked

QUOTED = 40
"""Sentences on the page itself, for readers without scripts and for print; the list has them all."""


def write_communities(site: Site) -> None:
    """Write the page of each community."""
    asked = {
        name: site.over_periods(name)
        for name in (
            "communities",
            "naming",
            "activity",
            "index_over_time",
            "written",
            "events",
            "contacts",
            "shifts",
            "sources",
            "reach",
            "readings",
            "experience",
        )
    }
    statements, path = site.ask("statements"), site.ask("study_path")
    census = site.ask("census").rows
    for one in site.communities:
        slug = one["diaspora"]
        its = {
            name: {key: only(found, slug) for key, found in answers.items()}
            for name, answers in asked.items()
        }
        site.write(
            "community",
            slug,
            community=one,
            its=its,
            statements=only(statements, slug).rows,
            path=only(path, slug).rows,
            census=next((row for row in census if row["diaspora"] == slug), None),
            newest=_newest(site, slug),
            naming=replace(naming_figure(its["naming"]), panels=None, width=900),
            activity=_activity(its["activity"])
            if any(found.rows for found in its["activity"].values())
            else None,
            index=index_figure(its["index_over_time"], site, panels=None)
            if any(found.rows for found in its["index_over_time"].values())
            else None,
        )


def only(answer: Answer, community: str) -> Answer:
    """Return the rows of one community."""
    return replace(answer, rows=[row for row in answer.rows if row.get("diaspora") == community])


def _activity(answers: dict[str, Answer]) -> Figure:
    def hint(row: Row) -> str:
        if row["documents"] is None:
            return "not known"
        return f"{row['documents']} documents; {row['share_known']:.0%} of the source-days known"

    def filters(row: Row) -> dict[str, Any]:
        return (
            {"community": row["diaspora"], "own": True, "platform": row["platform"], "known": True}
            if row["documents"]
            else {}
        )

    return Figure(
        name="activity",
        title="What it publishes itself",
        told="Bars: documents of its own sources by month or quarter, one panel a platform. Hatched: not known. A dot: known, nothing published.",
        chart=charts.bars_over_time("documents", "documents", top=True),
        answers=timed(answers, hint, filters),
        columns=(
            ("label", "time"),
            ("platform", "platform"),
            ("documents", "documents"),
            ("first_publications", "first publications"),
            ("share_known", "share of source-days known"),
        ),
        width=900,
        panels="platform",
        scales={"top": "documents"},
    )


def _newest(site: Site, community: str) -> list[dict[str, Any]]:
    """The newest documents that name a community, each with its sentence and the address of its page."""
    found = site.ask("newest", community=community, around=LONGEST + 1, at_most=QUOTED).rows
    for row in found:
        row["before"], row["after"] = sentence(row["before"], row["after"])
        row["title"] = masked(row["title"])
        row["href"] = f"document.html#id={row['document_id']}"
    return found
