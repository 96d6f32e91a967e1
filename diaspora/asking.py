"""Questions to the warehouse: sql, status, explain."""

from __future__ import annotations

import json
import math
from datetime import datetime
from io import StringIO
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from diaspora.command import Place
from diaspora.telling import GOOD, NEEDS_A_PERSON, refuse, table


def sql(
    place: Place,
    query: Annotated[str | None, typer.Argument(metavar="[QUERY|@NAME|.questions]")] = None,
    format_: Annotated[str, typer.Option("--format", help="table, csv, json or parquet.")] = "table",
    max_seconds: Annotated[
        float,
        typer.Option(
            metavar="SECONDS", min=0.001, show_default="no limit", help="Stop a query that takes longer."
        ),
    ] = math.inf,
) -> int:
    """Ask the warehouse one query or a saved question (@NAME), or open a read-only shell.

    Examples: diaspora sql @most-named; diaspora sql .questions; diaspora sql "FROM documents LIMIT 5" --format csv
    """
    from analysis.query import FORMATS, UnknownQuestionError, answer, notice, shell
    from crawlers.catalogue.names import did_you_mean

    if format_ not in FORMATS:
        return refuse(
            f"--format {format_}: choose one of {', '.join(FORMATS)}.{did_you_mean(format_, FORMATS)}"
        )
    with place.reading() as warehouse:
        if query is None:
            return shell(warehouse, format_, seconds=max_seconds)
        notice(warehouse)
        try:
            return answer(warehouse, _meant(query), format_, seconds=max_seconds)
        except UnknownQuestionError as unknown:
            return refuse(str(unknown))


def _meant(query: str) -> str:
    """The query that is meant: that of a saved question, or one that lists those."""
    from analysis.query import saved_question, saved_questions

    if query.strip() == ".questions":
        listed = ", ".join(
            "(" + ", ".join(f"$${text}$$" for text in ("@" + one.name, one.asks)) + ")"
            for one in saved_questions().values()
        )
        return f"SELECT * FROM (VALUES {listed}) AS saved(question, asks)"
    return saved_question(query).sql if query.lstrip().startswith("@") else query


def status(
    place: Place, as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False
) -> int:
    """Show the health and coverage of each source, what needs a person, and the disk that all takes."""
    from analysis.alarms import alarms
    from analysis.query import WORRYING, answer, health
    from crawlers.warehouse.connection import is_sample
    from crawlers.warehouse.retention import outlived
    from diaspora.disk import in_words, usage

    with place.built() as warehouse:
        rows = health(warehouse)
        needed = [what for _, what, _ in alarms(warehouse)]
        today = datetime.now(ZoneInfo(place.study.timezone)).date()
        old = {} if is_sample(warehouse) else outlived(warehouse, place.catalogue(), today)
        too_old = {source_id: len(ids) for source_id, ids in old.items()}
        status = NEEDS_A_PERSON if needed or any(state in WORRYING for _, state, *_ in rows) else GOOD
        if as_json:
            sources = StringIO()
            answer(warehouse, "FROM source_health ORDER BY source_id", "json", sources)
            told = {
                "exit_status": status,
                "needs_a_person": needed,
                "disk": usage(place),
                "older_than_kept": too_old,
                "sources": [json.loads(line) for line in sources.getvalue().splitlines()],
            }
            print(json.dumps(told, ensure_ascii=False, indent=1))
            return status
    table(
        "Status",
        ("source", "health", "documents", "newest", "of asked days known", "last attempt", "why"),
        rows,
        out=True,
    )
    for what in needed:
        print(f"Needs a person: {what}")
    for source_id, n in too_old.items():
        print(
            f"{source_id}: {n} documents are older than it is kept; `diaspora forget --expired` takes them out."
        )
    print(in_words(usage(place)))
    return status


def explain(place: Place, what: Annotated[str, typer.Argument(metavar="ID|TEXT")]) -> int:
    """Show why a document, or a text, is judged as it is.

    Examples: diaspora explain bc3a427007cb41ff; diaspora explain "Поляки Кокшетау открыли школу"
    """
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
