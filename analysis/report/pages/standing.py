"""typology.html and experience.html: where the communities stand, by the study and by media, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from analysis.report import charts
from analysis.report.figures import Figure
from analysis.report.label_placement import place_labels
from analysis.report.questions import Answer, Rows
from analysis.report.series import Row, timed
from analysis.report.site import Site
from analysis.report.words import alike

QUADRANTS = ("valued", "expressive", "symbolic", "nominal")
COMPONENTS = ("activity", "regularity", "breadth", "domains", "exchange", "press")


def write_typology(site: Site) -> None:
    """Write both readings of the typology as planes, beside the study's own figure."""
    readings = site.over_periods("readings")
    limits = {row["threshold"]: row["value"] for row in site.ask("thresholds").rows}
    path = site.ask("study_path")
    years = sorted({row["year"] for row in path.rows if row["quadrant"]})
    study = {"": next(iter(readings.values()))}
    site.write(
        "typology",
        readings=readings,
        limits=limits,
        quadrants=QUADRANTS,
        years=years,
        path={(row["diaspora"], row["year"]): row for row in path.rows},
        path_answer=path,
        study=_plane("study", study, ("formalisation", "experience"), (limits["more_than"], limits["more_than"]), "sum of its statements on experience"),
        media=_plane("media", readings, ("media_formalisation", "index"), (limits["more_than"], limits["broad_experience"]), "index of lived experience, by media"),
    )  # fmt: skip


def write_experience(site: Site) -> None:
    """Write the index, what it is made of, events, contacts, changes of level."""
    experience = site.over_periods("experience")
    broad = next(
        (row["value"] for row in site.ask("thresholds").rows if row["threshold"] == "broad_experience"), 0.4
    )
    known = any(found.rows for found in experience.values())
    events = site.over_periods("events")
    site.write(
        "experience",
        experience=experience,
        broad=broad,
        components=COMPONENTS,
        alike={
            key: alike([row for row in found.rows if row["index"] is not None])
            for key, found in experience.items()
        },
        index=_index(experience, broad) if known else None,
        over_time=index_figure(site.over_periods("index_over_time"), site),
        folk=_folklorisation(experience) if known else None,
        events=events,
        topics=_topics(events),
        contacts=site.over_periods("contacts"),
        shifts=site.over_periods("shifts"),
    )


def index_figure(answers: Mapping[str, Answer], site: Site, panels: str | None = "name") -> Figure | None:
    """Return the index of the twelve months to each month, one panel a community; None where none is known."""
    if not any(row["index"] is not None for found in answers.values() for row in found.rows):
        return None
    broad = next(
        (row["value"] for row in site.ask("thresholds").rows if row["threshold"] == "broad_experience"), 0.4
    )

    def hint(row: Row) -> str:
        if row["index"] is None:
            return "not known"
        return f"{row['index']:.2f}, rank {row['rank']} ({row['rank_low']}–{row['rank_high']}); broad in {row['probability_broad']:.0%} of draws"

    with_end = {
        key: replace(found, rows=[row | {"end_": row["until"]} for row in found.rows])
        for key, found in answers.items()
    }
    return Figure(
        name="index-over-time",
        title="The index over time",
        told="Lines: the index of the twelve months that end with each month. Dashed: the limit of a broad experience.",
        chart=charts.index_over_time(broad),
        answers=timed(with_end, hint, lambda row: {}),
        columns=(
            ("name", "community"),
            ("since", "from"),
            ("until", "to"),
            ("index", "index"),
            ("rank", "rank"),
            ("rank_low", "rank, from"),
            ("rank_high", "rank, to"),
            ("probability_broad", "probability of a broad experience"),
        ),
        width=290 if panels else 900,
        panels=panels,
    )


def _index(experience: Mapping[str, Answer], broad: float) -> Figure:
    def told(row: Row) -> Row:
        hint = (
            f"{row['index']:.2f}; rank {row['rank']}, held in {row['rank_held']:.0%} of draws"
            if row["index"] is not None
            else ""
        )
        return row | {"hint": hint, "href": f"{row['diaspora']}.html"}

    return Figure(
        name="index",
        title="The index of lived experience",
        told="A dot for each community's index, broadest first. Dashed: the limit of a broad experience.",
        chart=charts.index_with_limit(broad),
        answers={
            key: replace(found, rows=[told(row) for row in found.rows if row["index"] is not None])
            for key, found in experience.items()
        },
        columns=(
            ("name", "community"),
            ("index", "index"),
            ("rank", "rank"),
            ("rank_held", "rank held"),
            *((name, name) for name in COMPONENTS),
        ),
        width=760,
    )


def _folklorisation(experience: Mapping[str, Answer]) -> Figure:
    def told(row: Row) -> Row:
        share, low, high = row["folklorisation"], row["folklorisation_low"], row["folklorisation_high"]
        return {
            "name": row["name"],
            "rate": share,
            "low": low,
            "high": high,
            "events": row["events"],
            "hint": f"{share:.0%} of {row['events']} events (95 %: {low:.0%}–{high:.0%})",
            "href": f"{row['diaspora']}.html",
        }

    return Figure(
        name="folklorisation",
        title="Folklorisation",
        told="A dot and its 95 % limits for each community: the share of dance, music and cuisine in all events.",
        chart=charts.rates_with_limits("share of dance, music and cuisine in all events", percent=True),
        answers={
            key: replace(found, rows=[told(row) for row in found.rows if row["folklorisation"] is not None])
            for key, found in experience.items()
        },
        columns=(
            ("name", "community"),
            ("rate", "share"),
            ("low", "lower 95 % limit"),
            ("high", "upper 95 % limit"),
            ("events", "events"),
        ),
        width=760,
    )


def _topics(events: Mapping[str, Answer]) -> list[dict[str, Any]]:
    """The types of event, those of one domain together."""
    rows: Rows = next(iter(events.values())).rows if events else []
    found = {(row["domain"], row["topic"]) for row in rows}
    return [{"domain": domain, "topic": topic} for domain, topic in sorted(found)]


def _plane(
    basis: str, answers: Mapping[str, Answer], axes: tuple[str, str], limits: tuple[float, float], title: str
) -> Figure:
    """The typology as a plane, by the study (`study`) or with experience by media (`media`)."""
    placed = {
        key: [row for row in found.rows if None not in (row[axes[0]], row[axes[1]])]
        for key, found in answers.items()
    }
    everything = [row for rows in placed.values() for row in rows]
    across = _span([row[axes[0]] for row in everything], limits[0])
    up = _span([row[axes[1]] for row in everything], limits[1])
    titles = ("sum of the study's statements on formalisation", title)
    return Figure(
        name=f"plane-{basis}",
        title="By the study's statements" if basis == "study" else "With experience as media show it",
        told="Communities by both axes; dashed lines part the four places; the fainter a dot, the less probable its place.",
        chart=charts.plane(*axes, limits, titles, across, up),
        answers={
            key: replace(found, rows=_points(placed[key], basis, axes, across, up))
            for key, found in answers.items()
        },
        columns=(
            ("name", "community"),
            ("quadrant", "place"),
            ("probability", "probability"),
            (axes[0], "formalisation"),
            (axes[1], "experience"),
        ),
        width=_PLANE[0],
    )


_PLANE = (380, 330)
"""Pixels that a plane has, about: it is as wide as its place on the page."""


def _span(values: list[float], limit: float) -> tuple[float, float]:
    """What an axis spans: all values and the limit, with room for the names."""
    least, greatest = min([*values, limit, 0.0]), max([*values, limit])
    room = (greatest - least or 1.0) / 6
    return round(least - room, 3), round(greatest + room, 3)


def _points(
    rows: Rows, basis: str, axes: tuple[str, str], across: tuple[float, float], up: tuple[float, float]
) -> Rows:
    """The rows of a plane, each with its name and where that stands."""

    def pixel(row: Row) -> tuple[float, float]:
        x, y = (
            (row[axis] - low) / (high - low) for axis, (low, high) in zip(axes, (across, up), strict=True)
        )
        return x * _PLANE[0], (1 - y) * _PLANE[1]

    chances = [row[f"{basis}_probability"] for row in rows]
    names = [
        row["name"] + ("" if chance is None else f" {chance:.0%}")
        for row, chance in zip(rows, chances, strict=True)
    ]
    places = place_labels([pixel(row) for row in rows], names, _PLANE[0])
    return [
        {
            "name": row["name"], axes[0]: row[axes[0]], axes[1]: row[axes[1]],
            "quadrant": row[f"{basis}_quadrant"], "probability": chance, "told": name, "side": side, "dy": dy,
            "href": f"{row['diaspora']}.html",
            "hint": f"{row[f'{basis}_quadrant']}; formalisation {row[axes[0]]:+g}, experience {row[axes[1]]:.3g}",
        }
        for row, chance, name, (side, dy) in zip(rows, chances, names, places, strict=True)
    ]  # fmt: skip
