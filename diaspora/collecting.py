"""Network and archive to documents: crawl, import, extract."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from diaspora.command import Place, Redo, day, day_option
from diaspora.shipped import shipped
from diaspora.telling import GOOD, NEEDS_A_PERSON, counted, log, refuse, table

if TYPE_CHECKING:
    from crawlers.extract.imports import ImportedExport

Sources = Annotated[
    list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Ids of sources; none: all.")
]


def crawl(
    place: Place,
    source: Sources = None,
    since: Annotated[datetime | None, day_option("Nothing that was published before it.")] = None,
    until: Annotated[datetime | None, day_option("Nothing that was published after it.")] = None,
    via: Annotated[str, typer.Option(help="live, wayback or common-crawl.")] = "live",
) -> int:
    """Fetch what is new from the sources into the archive."""
    return collect(place, source, since, until, via)


def collect(
    place: Place,
    source: list[str] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    via: str = "live",
    *,
    seconds: float = math.inf,
) -> int:
    """Crawl, and end within about `seconds`. Raises MachineNotReady, ConfigurationError."""
    from crawlers.catalogue.accounts import owned
    from crawlers.crawl.machine import check_clock, check_network
    from crawlers.crawl.result import STANDING
    from crawlers.crawl.run import LIVE, VIA
    from crawlers.crawl.run import crawl as crawl_sources

    if via not in VIA:
        return refuse(f"--via {via}: choose one of {', '.join(VIA)}.")
    if impossible := _impossible(day(since), day(until)):
        return refuse(impossible)
    catalogue, study = place.catalogue(), place.study.with_time_for_crawls(seconds)
    chosen = [catalogue[name].id for name in source or ()] or [
        one.id for one in catalogue if via == LIVE or not one.is_watched
    ]
    if via == LIVE:
        check_clock(study.paths.archive, datetime.now(UTC))
        check_network(host for name in chosen for host in catalogue[name].hosts)
    results = crawl_sources(catalogue, study, chosen, day(since), day(until), via)
    table(
        "Crawl",
        ("source", "outcome", "new", "found", "requests", "how"),
        [(r.source_id, r.outcome, r.fetched, r.found, r.requests, r.reason or r.discovery) for r in results],
    )
    # How far a portal's list reaches was nobody's wish, and what a quota left of an account comes with the next run.
    may_be_partial = {one.id for one in catalogue if one.is_watched} | {
        one.source_id for one in owned(catalogue)
    }
    good = (
        r.outcome == "complete"
        or r.outcome in STANDING
        or (r.outcome == "partial" and r.source_id in may_be_partial)
        for r in results
    )
    return GOOD if all(good) else NEEDS_A_PERSON


def _impossible(since: date | None, until: date | None) -> str | None:
    """What is wrong with the days asked for, in words."""
    if since and until and since > until:
        return f"--since {since} comes after --until {until}: swap them."
    if since and since > datetime.now(UTC).date() + timedelta(days=1):
        return f"--since {since} is yet to come: nothing was published then."
    return None


def import_(
    place: Place,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...")],
    mapping: Annotated[
        Path | None, typer.Option(metavar="TOML", help="Which column of a plain CSV means what.")
    ] = None,
) -> int:
    """Bring what others collected (WARC and WACZ files, exports of platforms) into the archive and the warehouse."""
    from crawlers.extract.imports import ImportedExport, import_all

    study = place.study
    imports = import_all(paths, study.paths.archive, study.timezone, mapping)
    if not imports.done:
        raise imports.refused[0]
    already = sum(one.already_there for one in imports.done)
    log.info("%s imported, %d there already", counted(len(imports.done) - already, "file"), already)
    for one in imports.done:
        if isinstance(one, ImportedExport):
            _tell_of_export(one)
    for refused in imports.refused:
        log.error("%s", refused)
    return max(bring_in(place, sample=False), NEEDS_A_PERSON if imports.refused else GOOD)


def extract(
    place: Place,
    redo: Redo = False,
    engine: Annotated[str, typer.Option(help="processes, dask or dask://HOST:PORT.")] = "processes",
) -> int:
    """Turn the archive into documents, and load them."""
    return bring_in(place, sample=holds_sample(place), redo=redo, engine=engine)


def bring_in(place: Place, *, sample: bool, redo: bool = False, engine: str = "processes") -> int:
    """Extract what the archive, or the sample's, has that the warehouse has not, and load it."""
    from crawlers.archive.forgotten import read as read_forgotten
    from crawlers.warehouse.forgetting import find_forgotten, forget_before_loading, remove_documents
    from crawlers.warehouse.load import bring_up_to_date

    study = place.study
    root = shipped("sample") / "archive" if sample else study.paths.archive
    forgotten = read_forgotten(root)
    if forgotten:
        forget_before_loading(place.writing, root, forgotten)
    done = bring_up_to_date(
        place.writing,
        root,
        study.paths.extracted,
        place.catalogue(sample=sample),
        study.timezone,
        sample=sample,
        redo=redo,
        engine=engine,
    )
    if forgotten:  # at another address, or in an import
        with place.writing() as warehouse:
            remove_documents(warehouse, find_forgotten(warehouse, forgotten), forgotten)
    for damaged in done.damaged:
        kept = "What could be read is loaded." if damaged.captures else "Nothing of it is loaded."
        log.warning("%s: %s. %s", damaged.archive_file, damaged.damage, kept)
    table(
        "Extract",
        ("archive files read", "captures", "documents in them", "new in the warehouse"),
        [(done.files, done.captures, done.documents, done.new)],
    )
    for redesign in done.redesigned:
        log.error("%s: broken. %s", redesign.source_id, redesign)
    for unread in done.unread:
        log.error("%s: broken. %s", unread.source_id, unread)
    lost = any(not one.captures for one in done.damaged)
    return NEEDS_A_PERSON if done.redesigned or done.unread or lost else GOOD


def _tell_of_export(one: ImportedExport) -> None:
    for row in one.listed:
        log.warning("%s: line %d left out: %s", one.path.name, row.line, row.reason)
    if one.rejected > len(one.listed):
        log.warning(
            "%s: and %d more; the table quarantine lists all",
            one.path.name,
            one.rejected - len(one.listed),
        )
    for column, cells in one.unread.items():
        log.warning(
            "%s: %s of %s not read as counts: unknown there, the posts are kept",
            one.path.name,
            counted(cells, "cell"),
            column,
        )
    log.info(
        "%s: %s, %s used, %d left out; counts as of %s (known from its %s)",
        one.path.name, one.format, counted(one.records, "row"), one.rejected, one.observed_at.date(), one.observed_from,
    )  # fmt: skip


def drop_expired_answers(place: Place) -> int:
    """Drop what a platform's terms let nobody keep longer."""
    from crawlers.warehouse.retention import DAYS, drop_expired

    study = place.study
    with place.writing() as warehouse:
        dropped = drop_expired(
            warehouse, datetime.now(UTC).date(), study.paths.archive, study.paths.extracted
        )
    if dropped.captures:
        log.info(
            "YouTube's terms: %d answers of its API older than %d days are dropped, and %d videos that nothing else "
            "shows; their number per day is kept",
            dropped.captures,
            DAYS,
            dropped.documents,
        )
    return GOOD


def holds_sample(place: Place) -> bool:
    """Whether the warehouse is there and holds the synthetic sample."""
    from crawlers.warehouse.connection import is_sample

    if not place.warehouse.exists():
        return False
    with place.reading() as warehouse:
        return is_sample(warehouse)
