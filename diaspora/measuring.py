"""Documents to measures, and measures to people: enrich, build, report, export."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from diaspora.command import Folder, Place, Redo, day, day_option
from diaspora.settling import FILE as SETTLED
from diaspora.telling import GOOD, NEEDS_A_PERSON, log, refuse, table, tally

if TYPE_CHECKING:
    from analysis.build import FailedCheck


def enrich(
    place: Place,
    redo: Redo = False,
    engine: Annotated[str, typer.Option(help="processes, dask or dask://HOST:PORT.")] = "processes",
) -> int:
    """Find languages, mentions, relevance and topics in what is new or changed, or what a changed lexicon can touch."""
    from analysis.build import marts_reading
    from analysis.enrich.documents.classified_documents import judge_documents
    from analysis.enrich.documents.enrichment import enrich as enrich_documents
    from analysis.enrich.mentions import Matcher
    from analysis.enrich.near_duplicates import mark_duplicates
    from analysis.enrich.settlements import load as load_settlements
    from crawlers.progress import track

    matcher, judge = Matcher(place.diasporas, place.study.mentions), place.judge
    with place.writing() as warehouse:
        load_settlements(warehouse, place.config.resolve().parent / SETTLED)
        done = enrich_documents(
            warehouse,
            matcher,
            redo=redo,
            engine=engine,
            track=lambda batches, n: track(batches, "reading documents", -(-n // 2000)),
        )
        repeats = mark_duplicates(warehouse)
        judged = judge_documents(
            warehouse,
            judge,
            redo=redo,
            engine=engine,
            track=lambda batches, n: track(batches, "judging documents", -(-n // 2000)),
        )
    table(
        "Enrich",
        (
            "documents read",
            "read otherwise than before",
            "mentions found",
            "languages",
            "repeats in the warehouse",
            "judged",
            "as",
        ),
        [
            (
                done.documents,
                done.changed,
                done.mentions,
                tally(done.languages),
                repeats,
                judged.documents,
                tally(judged.relevances),
            )
        ],
    )
    if done.passed_over:
        log.info("%d documents were not read again: the changed lexicon cannot touch them.", done.passed_over)
    if done.changed:
        log.info(
            "These marts read them and wait for `diaspora build`: %s", ", ".join(marts_reading("mentions"))
        )
    return GOOD


def build(place: Place, redo: Redo = False) -> int:
    """Rebuild the marts if anything that they are made of has changed, and check them."""
    return NEEDS_A_PERSON if rebuild_marts(place, redo=redo) else GOOD


def rebuild_marts(place: Place, *, redo: bool = False) -> list[FailedCheck]:
    """Rebuild the marts if anything that they are made of has changed; return the checks that they fail."""
    from analysis.build import build as build_marts
    from analysis.build import check, fingerprints, marts, state
    from crawlers.steps import MARTS

    study = place.study
    with place.writing() as warehouse:
        before, made_of = fingerprints(warehouse), state(warehouse, place.diasporas, study)
        if redo or len(before) < len(marts()) or not MARTS.is_made_under(warehouse, made_of):
            rows = build_marts(warehouse, place.diasporas, study)
            MARTS.remember(warehouse, made_of)
            after = fingerprints(warehouse)
            moved = [
                (mart, n, "yes" if before.get(mart) != after[mart] else "no") for mart, n in rows.items()
            ]
            table("Build", ("mart", "rows", "moved"), moved)
        else:
            log.info("Build: nothing that the marts are made of has changed; they stay as they are.")
        failed = list(check(warehouse))
    for one in failed:
        log.error("Check %s failed. %s For example: %s", one.name, one.meaning, one.offending[0])
    return failed


def report(
    place: Place,
    output: Folder = None,
    private: Annotated[
        bool,
        typer.Option("--private", help="Add the whole text of each document: for readers who may hold them."),
    ] = False,
    single: Annotated[
        Path | None,
        typer.Option(
            "--single", metavar="FILE.html", help="One file for mail, under 5 MB, in place of a folder."
        ),
    ] = None,
) -> int:
    """Write the report: a static site that works from disk, offline, whose numbers open to their documents.

    Examples: diaspora report; diaspora report -o for-the-web; diaspora report --single report.html
    """
    from analysis.report import write_report, write_single

    if single and (output or private):
        return refuse("--single writes one file without texts: it goes with neither -o nor --private.")
    with place.built() as warehouse:
        if single:
            held = write_single(warehouse, single)
            log.info(
                "Report: %s, %.1f MB, in which %d documents open", single, single.stat().st_size / 1e6, held
            )
            return GOOD
        index = write_report(warehouse, output or place.study.paths.report, private=private)
    log.info("Report: %s", index)
    return GOOD


def export(
    place: Place,
    format_: Annotated[str, typer.Option("--format", help="parquet or csv.")] = "parquet",
    as_of: Annotated[datetime | None, day_option("As it was known at the end of that day.")] = None,
    output: Folder = None,
) -> int:
    """Write the feature table and the marts to files; with --as-of, as they were known at the end of that day.

    Beside them, datapackage.json says what each file and column is. Files of a day go to a folder as-of-DAY.
    Examples: diaspora export --format csv; diaspora export --as-of 2016-12-31 -o for-the-paper
    """
    from analysis.export import FORMATS, export_marts
    from crawlers.catalogue.names import did_you_mean

    if format_ not in FORMATS:
        return refuse(
            f"--format {format_}: choose one of {', '.join(FORMATS)}.{did_you_mean(format_, FORMATS)}"
        )
    with place.built() as warehouse:
        written = export_marts(
            warehouse, output or place.study.paths.export, format_, day(as_of), place.config
        )
    table("Export", ("file", "rows"), [(str(path), rows) for path, rows in written])
    return GOOD
