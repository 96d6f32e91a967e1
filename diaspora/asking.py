"""Questions to the warehouse: sql, status, explain."""

from __future__ import annotations

from typing import Annotated

import typer

from diaspora.command import Place
from diaspora.telling import GOOD, NEEDS_A_PERSON, refuse, table


def sql(
    place: Place,
    query: Annotated[str | None, typer.Argument(metavar="[QUERY]")] = None,
    format_: Annotated[str, typer.Option("--format", help="table, csv, json or parquet.")] = "table",
) -> int:
    """Ask the warehouse one query, or open a read-only shell."""
    from analysis.query import FORMATS, answer, shell

    if format_ not in FORMATS:
        return refuse(f"--format {format_}: choose one of {', '.join(FORMATS)}.")
    with place.reading() as warehouse:
        if query is None:
            return shell(warehouse, format_)
        return answer(warehouse, query, format_)


def status(place: Place) -> int:
    """Show the health and coverage of each source."""
    from analysis.query import WORRYING, health

    with place.built() as warehouse:
        rows = health(warehouse)
    table(
        "Status",
        ("source", "health", "documents", "newest", "days known", "last attempt", "why"),
        rows,
        out=True,
    )
    return NEEDS_A_PERSON if any(state in WORRYING for _, state, *_ in rows) else GOOD


def explain(place: Place, what: Annotated[str, typer.Argument(metavar="ID|TEXT")]) -> int:
    """Show why a document, or a text, is judged as it is."""
    from analysis.enrich.mentions import Matcher
    from diaspora.explanation import explain_document, explain_text

    matcher, judge = Matcher(place.diasporas, place.study.mentions), place.judge
    if place.warehouse.exists():
        with place.reading() as warehouse:
            told = explain_document(warehouse, matcher, judge, what.strip())
            if told:
                print(told)
                return GOOD
    print(explain_text(matcher, judge, what))
    return GOOD
