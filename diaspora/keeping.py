"""Keeping what was collected, and letting go of it: backup, rebuild, forget."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from diaspora.collecting import bring_in, holds_sample
from diaspora.command import Place
from diaspora.measuring import enrich, rebuild_marts, report
from diaspora.settling import FILE as SETTLED
from diaspora.telling import GOOD, NEEDS_A_PERSON, counted, log, refuse, table

_BACKUPS = "backups.txt"
"""Below the logs: where backups were written, so that `forget` can say what it does not reach."""


def backup(
    place: Place,
    directory: Annotated[Path, typer.Argument(metavar="DIR")],
    delete: Annotated[
        bool, typer.Option("--delete", help="Delete from DIR what the archive no longer has, as rsync does.")
    ] = False,
) -> int:
    """Copy archive, warehouse and configuration to DIR, only what is new; while crawls run, too."""
    from crawlers.warehouse.copying import copy_new, copy_warehouse

    study = place.study
    if directory.resolve().is_relative_to(study.paths.archive.resolve()):
        return refuse(
            f"{directory}: lies in the archive itself. Name a directory outside of it, best on another disk."
        )
    directory.mkdir(parents=True, exist_ok=True)
    rows = [("archive", *copy_new(study.paths.archive, directory / "archive", delete=delete))]
    rows.append(("config", *copy_new(place.config, directory / "config", delete=delete)))
    answers = place.config.resolve().parent / SETTLED
    if answers.is_file():
        shutil.copy2(answers, directory / SETTLED)
        rows.append(("answers", 1, answers.stat().st_size, 0))
    if place.warehouse.exists():
        size = copy_warehouse(place.warehouse, directory / place.warehouse.name, wait=place.wait)
        rows.append(("warehouse", 1, size, 0))
    _note_backup(study.paths.logs / _BACKUPS, directory.resolve())
    table("Backup", ("what", "files copied", "bytes", "deleted"), rows)
    return GOOD


def rebuild(place: Place) -> int:
    """Make the warehouse again from the archive alone, compare it with the one that is there, and put it in its place."""
    from crawlers.warehouse.copying import carry_over, differences
    from diaspora.unattended.run_lock import run_lock

    with run_lock(place.warehouse) as at_step:
        new = replace(place, warehouse=place.warehouse.with_name(f"{place.warehouse.name}.rebuilt"))
        _remove_unfinished(place.warehouse)
        sample, there = holds_sample(place), place.warehouse.exists()
        at_step("extract")
        bring_in(new, sample=sample, redo=True)
        carried = carry_over(place.warehouse, new.warehouse, wait=place.wait) if there else {}
        at_step("enrich")
        enrich(new)
        at_step("build")
        failed = rebuild_marts(new)
        at_step("compare")
        found = differences(new.warehouse, place.warehouse, wait=place.wait) if there else []
        old = place.warehouse.with_name(f"{place.warehouse.name}.before-rebuild")
        if there:
            place.warehouse.replace(old)
        new.warehouse.replace(place.warehouse)
    for what, n in carried.items():
        log.info("%s: %d rows taken over from the old warehouse: no archive has them.", what, n)
    if found:
        rows = [(one.table, one.rows, one.other_rows, one.only_here, one.only_there) for one in found]
        table("Not as before", ("table", "rows", "rows before", "only now", "only before"), rows)
        log.warning("%s: the warehouse as it was; look at the tables above, then delete it.", old)
        return NEEDS_A_PERSON
    if there:
        old.unlink()
        log.info("The rebuilt warehouse equals the old one, table for table.")
    return NEEDS_A_PERSON if failed else GOOD


def forget(
    place: Place,
    what: Annotated[
        str, typer.Argument(metavar="URL|SOURCE", help="An address, or the id of a source.")
    ] = "",
    text: Annotated[str, typer.Option(help="Every document that says this, wherever it stands.")] = "",
    expired: Annotated[
        bool, typer.Option("--expired", help="Every document that is older than the keep_days of its source.")
    ] = False,
) -> int:
    """Take a document, a source, or every document with a text out of everything, and keep it from coming back."""
    from crawlers.archive.files import archive_files
    from crawlers.archive.forgetting import forget_in
    from crawlers.archive.forgotten import Forgotten, read, remember_to_forget
    from crawlers.warehouse.copying import compact
    from crawlers.warehouse.forgetting import find_forgotten, remove_documents
    from crawlers.warehouse.retention import keep_only_counts
    from diaspora.unattended.run_lock import run_lock

    if bool(what) + bool(text) + expired != 1:
        return refuse("Name an address, the id of a source, --text or --expired: one of them.")
    study = place.study
    if not place.warehouse.exists() or holds_sample(place):
        return refuse(f"{place.warehouse}: holds nothing that was collected.")
    archive = study.paths.archive
    kind, value = ("text", text) if text else ("address", "") if expired else _named(place, what)
    if not kind:
        return refuse(value)
    with run_lock(place.warehouse) as at_step:
        at_step("forget")
        today = datetime.now(ZoneInfo(study.timezone)).date()
        values = _too_old(place, today) if expired else [value]
        if not values:
            log.info("No document is older than its source is kept (`keep_days` in the catalogue).")
            return GOOD
        before = read(archive)
        remember_to_forget(archive, kind, values, today)
        with place.writing() as warehouse:
            found = find_forgotten(warehouse, read(archive))
            if expired:
                keep_only_counts(warehouse, found.document_ids)
        if kind == "text":
            remember_to_forget(archive, "address", found.addresses, today)
        listed = read(archive)
        everything = Forgotten(listed.addresses | found.addresses, listed.sources, listed.texts)
        texts = [*found.texts, *([text] if text else [])]
        changed = forget_in(archive_files(archive), everything, texts)
        with place.writing() as warehouse:
            remove_documents(warehouse, found, everything)
        had_report = (study.paths.report / "index.html").exists()
        # What was asked for before may have been cut off half-way; what is new and nowhere found needs no more work.
        is_held = bool(found.document_ids or changed or before == listed)
        if is_held:
            _empty(study.paths.extracted)
            bring_in(place, sample=False, redo=True)
            enrich(place)
            compact(place.warehouse, wait=place.wait)
            rebuild_marts(place)
        _remove_unfinished(place.warehouse)
        folders = (study.paths.report, study.paths.export, study.paths.digests, study.paths.logs)
        cleared = [folder for folder in folders if _without(folder, [*everything.addresses, *texts])]
        if had_report and (is_held or study.paths.report in cleared):
            report(place)
    kept = "a digest" if kind == "text" else "the name alone"
    if is_held:
        documents, files = counted(len(found.document_ids), "document"), counted(len(changed), "archive file")
        log.info(
            "Forgotten: %s, in %s. What is kept is %s, so that it does not come back.", documents, files, kept
        )
    else:
        log.info(
            "Nothing of it was found, in no archive file and no document. %s is kept, so that it does not come.",
            kept.capitalize(),
        )
    for line in _out_of_reach(place, [*everything.addresses, *texts]):
        log.warning("Not reached: %s", line)
    return GOOD


def _remove_unfinished(warehouse: Path) -> None:
    """Remove what a rebuilding that was cut off left: it holds every text."""
    for leftover in warehouse.parent.glob(f"{warehouse.name}.rebuilt*"):
        leftover.unlink()


def _too_old(place: Place, today: date) -> list[str]:
    """The addresses of the documents that are older than their source is kept."""
    from crawlers.warehouse.forgetting import addresses_of
    from crawlers.warehouse.retention import outlived

    with place.reading() as warehouse:
        old = outlived(warehouse, place.catalogue(), today)
        return addresses_of(warehouse, [name for its in old.values() for name in its])


def _named(place: Place, what: str) -> tuple[str, str]:
    """Return what kind of thing a person named, and its name as the archive has it; no kind and why, if none."""
    from crawlers.catalogue.names import did_you_mean
    from crawlers.web.addresses import canonical

    if "/" not in what:
        ids = {one.id for one in place.catalogue()}
        if what in ids or (place.study.paths.archive / what).is_dir():
            return "source", what
        return (
            "",
            f"{what}: no such source.{did_you_mean(what, ids)} `diaspora sources list` shows them; an address begins with https://.",
        )
    try:
        return "address", canonical(what)
    except ValueError as error:
        return "", f"{error}; it needs the form https://a-paper.kz/news/1"


def _note_backup(path: Path, directory: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    known = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    if str(directory) not in known:
        path.write_text("\n".join([*known, str(directory)]) + "\n", encoding="utf-8")


def _empty(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def _without(folder: Path, traces: list[str]) -> bool:
    """Delete the files of `folder` that hold one of the traces; of a log, only the lines that do. Returns whether any did."""
    wanted, held = [trace.encode() for trace in traces if len(trace) > 8], False
    for path in folder.rglob("*") if folder.is_dir() else ():
        if not path.is_file() or not any(trace in path.read_bytes() for trace in wanted):
            continue
        held = True
        if path.name.startswith("run.log"):
            lines = path.read_bytes().splitlines(keepends=True)
            path.write_bytes(b"".join(line for line in lines if not any(trace in line for trace in wanted)))
        else:
            path.unlink()
    return held


def _out_of_reach(place: Place, traces: list[str]) -> list[str]:
    """What may still hold it: backups, imported exports, and what others keep."""
    from crawlers.extract.imports.facts import exports

    study = place.study
    noted = study.paths.logs / _BACKUPS
    lines = [
        f"the backup in {line}: run `diaspora backup --delete` on it, and drop older states of it"
        for line in (noted.read_text(encoding="utf-8").splitlines() if noted.exists() else ())
    ]
    if (old := place.warehouse.with_name(f"{place.warehouse.name}.before-rebuild")).exists():
        lines.append(f"{old}, the warehouse before it was rebuilt: delete it")
    wanted = [trace.encode() for trace in traces if len(trace) > 8]
    lines += [
        f"{path}, an imported export: delete its lines by hand and import it again"
        for path in exports(study.paths.archive)
        if any(trace in path.read_bytes() for trace in wanted)
    ]
    return [*lines, "the site itself, web archives, and files that you gave away"]
