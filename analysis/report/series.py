"""Rows over time made ready for charts: what a bar is called, what it says when pointed at, and where it opens to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from analysis.report.links import listing
from analysis.report.questions import Answer

Row = dict[str, Any]


def timed(
    answers: Mapping[str, Answer], hint: Callable[[Row], str], filters: Callable[[Row], Mapping[str, object]]
) -> dict[str, Answer]:
    """Return the answers with each row labelled: `label`, `middle`, `why` (not known), `hint`, `href`.

    Rows have `start` and `end_`, the first day of the next bar. `filters` tells the documents behind a row; without any,
    it opens nothing.
    """
    return {
        key: replace(answer, rows=[_timed(row, hint, filters) for row in answer.rows])
        for key, answer in answers.items()
    }


def _timed(row: Row, hint: Callable[[Row], str], filters: Callable[[Row], Mapping[str, object]]) -> Row:
    start, end = date.fromisoformat(row["start"]), date.fromisoformat(row["end_"])
    wanted = filters(row)
    told = row | {
        "label": label(start, end),
        "middle": (start + (end - start) / 2).isoformat(),
        "why": "not known",
        "hint": hint(row),
    }
    if wanted:
        told["href"] = listing(**wanted, since=start, until=end - timedelta(days=1))
    return told


def label(start: date, end: date) -> str:
    """Return what people call a span of one month or three.

    >>> label(date(2016, 4, 1), date(2016, 5, 1)), label(date(2016, 4, 1), date(2016, 7, 1))
    ('April 2016', '2nd quarter of 2016')
    """
    if (end - start).days < 32:
        return f"{start:%B %Y}"
    return f"{('1st', '2nd', '3rd', '4th')[(start.month - 1) // 3]} quarter of {start.year}"
