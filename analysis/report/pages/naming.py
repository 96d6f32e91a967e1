"""How often papers name each community: the figure that the overview, the communities and the comparison share."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.report import charts
from analysis.report.figures import Figure
from analysis.report.questions import Answer
from analysis.report.series import Row, timed

COLUMNS = (
    ("label", "time"), ("name", "community"), ("naming", "documents naming it"), ("published", "documents published"),
    ("rate", "per 1,000"), ("low", "lower 95 % limit"), ("high", "upper 95 % limit"), ("days_known", "paper-days known"), ("days", "paper-days"),
)  # fmt: skip


def naming_figure(answers: Mapping[str, Answer]) -> Figure:
    """Return small multiples, one a community: papers' documents that name it per 1,000, with exact limits."""
    return Figure(
        name="naming",
        title="In the papers, over time",
        told="One small chart a community: documents in papers that name it, per 1,000 documents published, with 95 % limits.",
        chart=charts.bars_over_time("rate", "per 1,000", limits=True, top=True),
        answers=timed(answers, hint=_hint, filters=_filters),
        columns=COLUMNS,
        width=290,
        panels="name",
        scales={"top": "rate"},
    )


def _hint(row: Row) -> str:
    if row["rate"] is None:
        return "not known"
    known = (
        "" if row["days_known"] == row["days"] else f"; {row['days_known']} of {row['days']} paper-days known"
    )
    return f"{row['naming']} of {row['published']} documents: {row['rate']:.1f} per 1,000 (95 %: {row['low']:.1f}–{row['high']:.1f}){known}"


def _filters(row: Row) -> dict[str, object]:
    return (
        {"community": row["diaspora"], "naming": True, "kind": "newspaper", "known": True}
        if row["naming"]
        else {}
    )
