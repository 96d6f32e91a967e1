"""The report's figures: rows of the marts to SVG, drawn without a browser. Gaps stay gaps."""

from __future__ import annotations

from typing import Any

import altair as alt
import vl_convert as vlc

Rows = list[dict[str, Any]]

INK, FAINT, ACCENT = "#1d2b36", "#d9dfe3", "#0b6e75"
_SHADES = {
    "observed": "#0b6e75",
    "silent": "#a9d0d2",
    "partial": "#f0c869",
    "blocked": "#c9523c",
    "broken": "#7c2d20",
    "not_run": "#e7e9eb",
}
"""Of what is known of a month."""
_KINDS = {"newspaper": INK, "centre": ACCENT, "portal": "#8b9aa5", "other": "#b8a46a"}
"""Of sources."""
_MONTH = alt.Axis(
    format="%b %Y",
    labelAngle=0,
    title=None,
    grid=False,
    labelOverlap=True,
    tickCount={"interval": "month", "step": 3},
)
_MIDDLE = alt.X("yearmonth(month):T", axis=_MONTH, bandPosition=0.5)


def mentions_by_month(rows: Rows, homelands: list[str]) -> str:
    """One small chart a homeland: documents that name it per 1,000, by month, with exact limits; grey: not known.

    `rows` have homeland_name, month, rate, low, high (None: not known).
    """
    month = alt.X("yearmonth(month):T", axis=_MONTH)
    bars = (
        alt.Chart()
        .mark_bar(color=ACCENT)
        .encode(x=month, y=alt.Y("rate:Q", title=None, axis=alt.Axis(tickCount=3, gridColor=FAINT)))
    )
    limits = alt.Chart().mark_rule(color=INK, opacity=0.45).encode(x=_MIDDLE, y="low:Q", y2="high:Q")
    layered = alt.layer(_unknown("rate", month), bars, limits, data={"values": rows})
    chart = layered.properties(width=235, height=74).facet(
        facet=alt.Facet("homeland_name:N", title=None, sort=homelands), columns=3, spacing=18
    )
    return svg(chart)


def activity_by_month(rows: Rows) -> str:
    """One chart a platform: documents by month; grey: not known. `rows` have platform, month, documents."""
    month = alt.X("yearmonth(month):T", axis=_MONTH)
    most = int(max((row["documents"] or 0 for row in rows), default=0))
    bars = (
        alt.Chart()
        .mark_bar(color=ACCENT)
        .encode(
            x=month,
            y=alt.Y(
                "documents:Q",
                title="documents",
                axis=alt.Axis(tickCount=min(3, most), format="d", gridColor=FAINT),
            ),
        )
    )
    layered = alt.layer(_unknown("documents", month), bars, data={"values": rows})
    return svg(
        layered.properties(width=780, height=110).facet(
            facet=alt.Facet("platform:N", title=None), columns=1, spacing=14
        )
    )


def documents_by_month(rows: Rows) -> str:
    """Stacked bars: documents by month and kind of source. `rows` have month, kind, documents."""
    kinds = {kind: colour for kind, colour in _KINDS.items() if any(row["kind"] == kind for row in rows)}
    chart = (
        alt.Chart({"values": rows})
        .mark_bar()
        .encode(
            x=alt.X("yearmonth(month):T", axis=_MONTH),
            y=alt.Y("sum(documents):Q", title="documents", axis=alt.Axis(gridColor=FAINT)),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=list(kinds), range=list(kinds.values())),
                legend=alt.Legend(orient="top"),
            ),
        )
        .properties(width=820, height=150)
    )
    return svg(chart)


def coverage_by_month(rows: Rows) -> str:
    """One strip a source: what is known of each month. `rows` have source, month, state."""
    chart = (
        alt.Chart({"values": rows})
        .mark_rect(stroke="#ffffff", strokeWidth=1)
        .encode(
            x=alt.X("yearmonth(month):T", axis=_MONTH),
            y=alt.Y("source:N", title=None, axis=alt.Axis(labelLimit=230, ticks=False)),
            color=alt.Color(
                "state:N",
                title=None,
                scale=alt.Scale(domain=list(_SHADES), range=list(_SHADES.values())),
                legend=alt.Legend(orient="top"),
            ),
        )
        .properties(width=640, height=alt.Step(17))
    )
    return svg(chart)


def _unknown(field: str, month: alt.X) -> Any:
    """A grey stripe for each month in which `field` is not known."""
    return alt.Chart().transform_filter(f"!isValid(datum.{field})").mark_rect(color="#e7e9eb").encode(x=month)


def svg(chart: Any) -> str:
    """Draw a chart in the report's style."""
    styled = chart.configure(font="DejaVu Sans, Noto Sans, sans-serif").configure_view(stroke=None)
    styled = styled.configure_axis(labelColor=INK, titleColor=INK, domainColor=FAINT, tickColor=FAINT)
    styled = styled.configure_header(labelFontWeight="bold", labelColor=INK, labelAnchor="start")
    return str(vlc.vegalite_to_svg(styled.to_dict()))
