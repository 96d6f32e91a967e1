"""Figures of where the communities stand: index, intervals, events, and the typology over time."""

from __future__ import annotations

from typing import Any

import altair as alt

from analysis.report.figures import ACCENT, FAINT, INK, svg

Rows = list[dict[str, Any]]

COLOURS = {"valued": "#0b6e75", "expressive": "#e0a43a", "symbolic": "#8f7bb3", "nominal": "#9aa5ad"}
"""Of the four quadrants."""


def index_with_threshold(rows: Rows, broad: float) -> str:
    """A dot for each community's index, and the limit of a broad experience. `rows` have name, index, rank."""
    known = [row for row in rows if row["index"] is not None]
    base = alt.Chart({"values": known}).encode(
        y=alt.Y("name:N", title=None, sort=[row["name"] for row in known], axis=alt.Axis(ticks=False))
    )
    scale = alt.Scale(domain=[0, 1])
    line = base.mark_bar(color=FAINT, size=5).encode(x=alt.X("index:Q", scale=scale))
    dots = base.mark_circle(color=ACCENT, size=110, opacity=1).encode(
        x=alt.X("index:Q", title="index of lived experience", scale=scale, axis=alt.Axis(grid=False))
    )
    told = base.mark_text(align="left", dx=10, color=INK).encode(
        x=alt.X("index:Q", scale=scale), text=alt.Text("index:Q", format=".2f")
    )
    limit = (
        alt.Chart({"values": [{"broad": broad}]})
        .mark_rule(strokeDash=[4, 3], color="#8a3b12")
        .encode(x=alt.X("broad:Q", scale=scale))
    )
    return svg((line + limit + dots + told).properties(width=620, height=alt.Step(24)))


def rates_with_limits(rows: Rows, title: str, *, by: str | None = None, percent: bool = False) -> str:
    """A dot and its 95 % limits a community, in one panel for each value of `by`. `rows` have name, rate, low, high."""
    names = sorted({row["name"] for row in rows})
    axis = alt.Axis(grid=True, gridColor=FAINT, tickCount=4, format=".0%" if percent else ",.0f")
    scale = alt.Scale(domain=[0, 1]) if percent else alt.Undefined
    base = alt.Chart().encode(y=alt.Y("name:N", title=None, sort=names, axis=alt.Axis(ticks=False)))
    limits = base.mark_rule(color="#6f9ea2", strokeWidth=2).encode(
        x=alt.X("low:Q", title=title, axis=axis, scale=scale), x2="high:Q"
    )
    dots = base.mark_circle(color=ACCENT, size=60, opacity=1).encode(x=alt.X("rate:Q", scale=scale))
    layered = alt.layer(limits, dots, data={"values": rows})
    if by is None:
        return svg(layered.properties(width=620, height=alt.Step(20)))
    panels = layered.properties(width=215, height=alt.Step(20)).facet(
        facet=alt.Facet(f"{by}:N", title=None), columns=3, spacing=14
    )
    return svg(panels.resolve_scale(x="independent"))


def events_by_topic(rows: Rows) -> str:
    """A square for each community and type of event, darker for more. `rows` have name, topic, domain, documents."""
    topics = [row["topic"] for row in sorted(rows, key=lambda row: (row["domain"], row["topic"]))]
    base = alt.Chart({"values": rows}).encode(
        x=alt.X(
            "topic:N",
            title=None,
            sort=list(dict.fromkeys(topics)),
            axis=alt.Axis(labelAngle=-50, ticks=False, domain=False),
        ),
        y=alt.Y("name:N", title=None, axis=alt.Axis(ticks=False, domain=False)),
    )
    squares = base.mark_rect(stroke="#ffffff", strokeWidth=2).encode(
        color=alt.Color(
            "documents:Q",
            scale=alt.Scale(range=["#f1f4f4", "#a9d0d2", "#0b6e75"], domainMin=0),
            legend=None,
        )
    )
    most = max((row["documents"] or 0 for row in rows), default=0)
    counts = base.mark_text(fontSize=10).encode(
        text=alt.condition("datum.documents > 0", alt.Text("documents:Q"), alt.value("")),
        color=alt.condition(f"datum.documents > {0.6 * most}", alt.value("#ffffff"), alt.value(INK)),
    )
    return svg((squares + counts).properties(width=alt.Step(37), height=alt.Step(25)))


def quadrants_over_time(rows: Rows) -> str:
    """A strip for each community: its quadrant year by year; no colour: too little is said. `rows` have name, year, quadrant."""
    chart = (
        alt.Chart({"values": rows})
        .mark_rect(stroke="#ffffff", strokeWidth=1)
        .encode(
            x=alt.X(
                "year:O",
                title=None,
                axis=alt.Axis(labelAngle=0, labelOverlap="parity", labelSeparation=6, ticks=False),
            ),
            y=alt.Y("name:N", title=None, axis=alt.Axis(ticks=False)),
            color=alt.Color(
                "quadrant:N",
                title=None,
                scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())),
                legend=alt.Legend(orient="top"),
            ),
        )
        .properties(width=700, height=alt.Step(20))
    )
    return svg(chart)
