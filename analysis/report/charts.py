"""The charts of the report: what is drawn, apart from the rows it is drawn from.

Colours are the style sheet's variables, so that the same drawing serves light, dark and paper.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, Literal, ParamSpec, cast

import altair as alt

INK, SOFT, LINE, ACCENT = "var(--ink)", "var(--soft)", "var(--line)", "var(--accent)"
FONT = "Noto Sans, DejaVu Sans, sans-serif"
UNKNOWN = "url(#unknown)"
"""A hatching that each page defines: what is not known looks like no amount of ink."""

QUADRANTS = {
    "valued": "var(--valued)",
    "expressive": "var(--expressive)",
    "symbolic": "var(--symbolic)",
    "nominal": "var(--nominal)",
}
KINDS = {"newspaper": "var(--ink-2)", "centre": ACCENT, "portal": "var(--portal)", "other": "var(--other)"}
"""Of sources."""

ROWS = alt.NamedData("rows")
"""The rows are given where the chart is drawn."""

ONE = alt.InlineData(values=[{"drawn": 1}])
"""For what is drawn once, whatever the rows."""

COMMUNITIES = 9
"""A row each, where they stand below each other."""

SIDES: tuple[tuple[Literal["left", "right"], int], ...] = (("left", 12), ("right", -12))
"""How a name beside a point is aligned, and how far from it."""

SPAN = "span"
"""The selection that is brushed over time."""

POINTED = "pointed"
"""The selection of a community that is pointed at."""

FAINT = 0.25
"""Opacity of what is not chosen."""

Given = ParamSpec("Given")


def specification(draw: Callable[Given, Any]) -> Callable[Given, dict[str, Any]]:
    """Let a chart be drawn once for each way it is asked for, in the report's style, as Vega-Lite without data or width."""

    @cache
    def drawn(*given: Any, **named: Any) -> dict[str, Any]:
        chart = (
            draw(*given, **named)
            .configure(font=FONT, background="transparent", aria=False)
            .configure_view(stroke=None)
        )
        chart = chart.configure_axis(
            labelColor=SOFT, titleColor=SOFT, domainColor=LINE, tickColor=LINE, gridColor=LINE,
            labelFontSize=11, titleFontSize=11, titleFontWeight="normal",
        ).configure_legend(labelColor=INK, titleColor=SOFT, orient="top", labelFontSize=12, symbolType="square", columnPadding=18)  # fmt: skip
        spec: dict[str, Any] = chart.to_dict(validate=False)
        return spec

    return cast("Callable[Given, dict[str, Any]]", wraps(draw)(drawn))


@specification
def bars_over_time(
    field: str, title: str, *, limits: bool = False, top: bool = False, height: int = 90
) -> Any:
    """Bars by month or quarter that open to their documents; hatched where not known, a dot where it is known that there was nothing.

    Rows have start, end_, middle, label, why, href and `field`; with `limits` also low and high. With `top`, the axis ends at
    the parameter `top`.
    """
    scale = alt.Scale(domainMin=0, **({"domainMax": alt.ExprRef("top > 0 ? top : 1")} if top else {}))
    y = alt.Y(f"{field}:Q", title=None, axis=alt.Axis(tickCount=3, domain=False, ticks=False), scale=scale)
    hint = [alt.Tooltip("label:N", title="time"), alt.Tooltip("hint:N", title=title)]
    bars = (
        alt.Chart(ROWS)
        .transform_filter(f"isValid(datum['{field}'])")
        .mark_rect(color=ACCENT, stroke="var(--paper)", strokeWidth=0.6)
        .encode(
            x=_time_axis(), x2="end_:T", y=y, y2=alt.datum(0), opacity=_in_span(), tooltip=hint, href="href:N"
        )
        .properties(name="bars")
        .add_params(*_span())
    )
    layers = [_unknown_stripes(field), bars, _silences(field)]
    if limits:
        rule = (
            alt.Chart(ROWS)
            .transform_filter(f"datum['{field}'] > 0")
            .mark_rule(color=INK, opacity=0.6, clip=True)
            .encode(x="middle:T", y=alt.Y("low:Q", scale=scale), y2="high:Q", tooltip=hint)
        )
        layers.append(rule)
    return alt.layer(*layers).properties(height=height)


@specification
def stacked_by_kind(kinds: tuple[str, ...]) -> Any:
    """Documents by month or quarter and kind of source. Rows have start, end_, label, kind, documents, href."""
    return (
        alt.Chart(ROWS)
        .transform_stack(as_=["low", "high"], stack="documents", groupby=["start"], sort=[alt.SortField("kind", "descending")])
        .mark_rect(stroke="var(--paper)", strokeWidth=0.6)
        .encode(
            x=_time_axis(), x2="end_:T", y2="high:Q",
            y=alt.Y("low:Q", title="documents held", axis=alt.Axis(tickCount=4, domain=False, ticks=False)),
            color=alt.Color("kind:N", title=None, scale=alt.Scale(domain=list(kinds), range=[KINDS[kind] for kind in kinds])),
            opacity=_in_span(),
            tooltip=[alt.Tooltip("label:N", title="time"), alt.Tooltip("kind:N", title="source"), alt.Tooltip("documents:Q", title="held"), alt.Tooltip("uncounted:Q", title="of them not counted")],
            href="href:N",
        )
        .properties(name="bars", height=170)
        .add_params(*_span())
    )  # fmt: skip


@specification
def index_with_limit(broad: float) -> Any:
    """A dot for each community's index and the limit of a broad experience. Rows have name, index, hint, href."""
    base = alt.Chart(ROWS).encode(
        y=alt.Y(
            "name:N",
            title=None,
            sort=None,
            axis=alt.Axis(ticks=False, domain=False, labelColor=INK, labelFontSize=13),
        )
    )
    scale = alt.Scale(domain=[0, 1])
    stem = base.mark_bar(color=LINE, size=4).encode(x=alt.X("index:Q", scale=scale))
    dots = base.mark_circle(color=ACCENT, size=130, opacity=1).encode(
        x=alt.X(
            "index:Q",
            title="index of lived experience, 0 to 1",
            scale=scale,
            axis=alt.Axis(grid=False, tickCount=5),
        ),
        opacity=_pointed_at(),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("hint:N", title="index")],
        href="href:N",
    )
    dots = dots.properties(name="dots").add_params(*_pointing())
    told = base.mark_text(align="left", dx=11, color=INK).encode(
        x=alt.X("index:Q", scale=scale), text=alt.Text("index:Q", format=".2f")
    )
    limit = (
        alt.Chart(ROWS)
        .transform_calculate(broad=str(broad))
        .mark_rule(strokeDash=[4, 3], color="var(--warn)")
        .encode(x=alt.XDatum(broad, scale=scale))
    )
    return alt.layer(stem, limit, dots, told).properties(height=27 * COMMUNITIES)


@specification
def index_over_time(broad: float) -> Any:
    """The index month by month, and the limit of a broad experience. Rows have start, index, label, hint."""
    y = alt.Y(
        "index:Q",
        title=None,
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(values=[0, 0.5, 1], domain=False, ticks=False),
    )
    base = alt.Chart(ROWS).transform_filter("isValid(datum.index)").encode(x=_time_axis(), y=y)
    line = base.mark_line(color=ACCENT)
    points = (
        base.mark_circle(color=ACCENT, size=22, opacity=1)
        .encode(
            opacity=_in_span(),
            tooltip=[alt.Tooltip("label:N", title="12 months to"), alt.Tooltip("hint:N", title="index")],
        )
        .properties(name="points")
        .add_params(*_span())
    )
    limit = alt.Chart(ONE).mark_rule(strokeDash=[4, 3], color="var(--warn)").encode(y=alt.datum(broad))
    return alt.layer(limit, line, points).properties(height=80)


@specification
def rates_with_limits(title: str, *, percent: bool = False) -> Any:
    """A dot and its 95 % limits a community. Rows have name, rate, low, high, hint, href."""
    axis = alt.Axis(tickCount=4, format=".0%" if percent else ",.4~g", domain=False)
    scale = alt.Scale(domain=[0, 1]) if percent else alt.Scale(zero=True)
    base = (
        alt.Chart(ROWS)
        .transform_filter("isValid(datum.rate)")
        .encode(y=alt.Y("name:N", title=None, axis=alt.Axis(ticks=False, domain=False, labelColor=INK)))
    )
    limits = base.mark_rule(color=SOFT, strokeWidth=2).encode(
        x=alt.X("low:Q", title=title, axis=axis, scale=scale), x2="high:Q"
    )
    dots = base.mark_circle(color=ACCENT, size=80, opacity=1).encode(
        x=alt.X("rate:Q", scale=scale),
        opacity=_pointed_at(),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("hint:N", title=title)],
        href="href:N",
    )
    dots = dots.properties(name="dots").add_params(*_pointing())
    return alt.layer(limits, dots).properties(height=22 * COMMUNITIES)


@specification
def plane(
    x: str,
    y: str,
    limits: tuple[float, float],
    titles: tuple[str, str],
    across: tuple[float, float],
    up: tuple[float, float],
) -> Any:
    """The typology as a plane: communities by both axes, the lines that part its quadrants, fainter where less sure.

    `across` and `up` are what the axes span. Rows have name, told, side and dy (of the name), `x`, `y`, probability, quadrant,
    hint, href.
    """
    parted: dict[str, Any] = {"strokeDash": [4, 3], "color": SOFT}
    halves = (
        alt.Chart(ONE).mark_rule(**parted).encode(y=alt.datum(limits[1])),
        alt.Chart(ONE).mark_rule(**parted).encode(x=alt.datum(limits[0])),
    )
    base = (
        alt.Chart(ROWS)
        .transform_filter(f"isValid(datum.{x}) && isValid(datum.{y})")
        .encode(
            x=alt.X(
                f"{x}:Q",
                title=titles[0],
                scale=alt.Scale(domain=across, nice=False),
                axis=alt.Axis(grid=False, tickCount=6),
            ),
            y=alt.Y(
                f"{y}:Q",
                title=titles[1],
                scale=alt.Scale(domain=up, nice=False),
                axis=alt.Axis(grid=False, tickCount=5),
            ),
        )
    )
    hint = [alt.Tooltip("name:N", title=" "), alt.Tooltip("hint:N", title="place")]
    ring = base.mark_circle(size=190, opacity=1, fill="var(--paper)", stroke=INK, strokeWidth=1.4).encode(
        tooltip=hint, href="href:N"
    )
    dots = base.mark_circle(size=190).encode(
        color=alt.Color("quadrant:N", title=None, scale=alt.Scale(domain=list(QUADRANTS), range=list(QUADRANTS.values())), legend=None),
        opacity=alt.Opacity("probability:Q", scale=alt.Scale(domain=[0.25, 1], range=[0.1, 1], clamp=True), legend=None),
        tooltip=hint, href="href:N",
    ).properties(name="dots").add_params(*_pointing())  # fmt: skip
    names = [  # each with a rim of paper, where it crosses a line
        base.transform_filter(f"datum.side == '{side}'")
        .mark_text(align=side, dx=dx, dy=alt.ExprRef("datum.dy"), fontSize=12, **look)
        .encode(text="told:N", opacity=_pointed_at() if "color" in look else alt.value(1))
        for look in ({"stroke": "var(--paper)", "strokeWidth": 4}, {"color": INK})
        for side, dx in SIDES
    ]
    return alt.layer(*halves, ring, dots, *names).properties(height=330)


def _span() -> tuple[alt.Parameter, ...]:
    """A span brushed over time, and its ends, which the page hands to all its charts over time (see `charts.js`)."""
    return (
        alt.selection_interval(name=SPAN, encodings=["x"]),
        alt.param(name="since", value=None),
        alt.param(name="until", value=None),
    )


def _in_span() -> Any:
    inside = "since === null || (toDate(datum.start) >= since && toDate(datum.start) < until)"
    return alt.when(inside).then(alt.value(1)).otherwise(alt.value(FAINT))


def _pointing() -> tuple[alt.Parameter, ...]:
    """A community pointed at, and its name, which the page hands to all its charts with a mark a community."""
    point = alt.selection_point(
        name=POINTED, fields=["name"], on="pointerover", clear="pointerout", toggle=False
    )
    return point, alt.param(name="who", value=None)


def _pointed_at() -> Any:
    return alt.when("who === null || datum.name === who").then(alt.value(1)).otherwise(alt.value(FAINT))


def _time_axis() -> alt.X:
    """From the first to the last bar, a label now and then: months, and the year below its first."""
    long = "domain('x')[1] - domain('x')[0] > 1.4e11"  # milliseconds of four and a half years
    label = (
        f"{long} ? (utcmonth(datum.value) == 0 ? utcFormat(datum.value, '%Y') : '')"
        " : datum.index == 0 || utcmonth(datum.value) == 0"
        " ? [utcFormat(datum.value, '%b'), utcFormat(datum.value, '%Y')] : utcFormat(datum.value, '%b')"
    )
    axis = alt.Axis(
        title=None,
        grid=False,
        labelOverlap=True,
        labelExpr=label,
        tickCount=alt.ExprRef("max(2, floor(width / 64))"),
        tickMinStep=26e8,
    )
    return alt.X("start:T", scale=alt.Scale(type="utc"), axis=axis)


def _unknown_stripes(field: str) -> Any:
    """A hatched stripe over each time in which `field` is not known."""
    return (
        alt.Chart(ROWS)
        .transform_filter(f"!isValid(datum['{field}'])")
        .mark_rect(fill=UNKNOWN, strokeOpacity=0)
        .encode(
            x=_time_axis(),
            x2="end_:T",
            tooltip=[alt.Tooltip("label:N", title="time"), alt.Tooltip("why:N", title=" ")],
        )
    )


def _silences(field: str) -> Any:
    """A mark on the axis for each time that is known, and in which nothing was."""
    return (
        alt.Chart(ROWS)
        .transform_filter(f"datum['{field}'] === 0")
        .mark_point(shape="circle", size=16, filled=True, color=SOFT, yOffset=-3)
        .encode(x=alt.X("middle:T"), y=alt.datum(0))
    )
