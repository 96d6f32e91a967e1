"""The report's figures: rows of the marts to SVG, drawn without a browser. Gaps stay gaps."""

from __future__ import annotations

from typing import Any

import altair as alt
import vl_convert as vlc

Rows = list[dict[str, Any]]

INK, FAINT, ACCENT = "#1d2b36", "#d9dfe3", "#0b6e75"
_KNOWN = ["observed", "silent", "partial", "blocked", "broken", "not_run"]
_SHADES = ["#0b6e75", "#a9d0d2", "#f0c869", "#c9523c", "#7c2d20", "#e7e9eb"]
_MONTH = alt.Axis(
    format="%b %Y", labelAngle=0, title=None, grid=False, tickCount={"interval": "month", "step": 3}
)


def mentions_by_month(rows: Rows, homelands: list[str]) -> str:
    """One small chart a homeland: documents that name it per 1,000, by month. A month not known has no bar.

    `rows` have diaspora_name, month, rate (None: not known), documents_naming.
    """
    chart = (
        alt.Chart({"values": rows})
        .mark_bar(color=ACCENT)
        .encode(
            x=alt.X("yearmonth(month):T", axis=_MONTH),
            y=alt.Y("rate:Q", title=None, axis=alt.Axis(tickCount=3, gridColor=FAINT)),
        )
        .properties(width=235, height=70)
        .facet(facet=alt.Facet("diaspora_name:N", title=None, sort=homelands), columns=3, spacing=18)
    )
    return _svg(chart)


def documents_by_month(rows: Rows) -> str:
    """Stacked bars: documents by month and kind of source. `rows` have month, kind, documents."""
    chart = (
        alt.Chart({"values": rows})
        .mark_bar()
        .encode(
            x=alt.X("yearmonth(month):T", axis=_MONTH),
            y=alt.Y("sum(documents):Q", title="documents", axis=alt.Axis(gridColor=FAINT)),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=["newspaper", "centre", "other"], range=[INK, ACCENT, "#b8a46a"]),
                legend=alt.Legend(orient="top"),
            ),
        )
        .properties(width=820, height=150)
    )
    return _svg(chart)


def coverage_by_month(rows: Rows) -> str:
    """One strip a source: what is known of each month. `rows` have source, month, state, days."""
    chart = (
        alt.Chart({"values": rows})
        .mark_bar()
        .encode(
            x=alt.X("yearmonth(month):T", axis=_MONTH),
            y=alt.Y("source:N", title=None, axis=alt.Axis(labelLimit=230)),
            color=alt.Color(
                "state:N",
                title=None,
                sort=_KNOWN,
                scale=alt.Scale(domain=_KNOWN, range=_SHADES),
                legend=alt.Legend(orient="top"),
            ),
            size=alt.value(11),
        )
        .properties(width=640, height=alt.Step(17))
    )
    return _svg(chart)


def _svg(chart: Any) -> str:
    styled = chart.configure(font="DejaVu Sans, Noto Sans, sans-serif").configure_view(stroke=None)
    styled = styled.configure_axis(labelColor=INK, titleColor=INK, domainColor=FAINT, tickColor=FAINT)
    styled = styled.configure_header(labelFontWeight="bold", labelColor=INK, labelAnchor="start")
    return str(vlc.vegalite_to_svg(styled.to_dict()))
