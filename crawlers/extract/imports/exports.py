"""Exports of platforms: checked, and kept in the archive as they are."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from crawlers.archive.records import ArchiveError
from crawlers.catalogue.configuration import read_toml
from crawlers.extract.imports.facts import Facts, place, read_facts, write_facts
from crawlers.extract.imports.format import Context
from crawlers.extract.imports.formats import recognise, records
from crawlers.extract.imports.record import Mapping, Rejected
from crawlers.extract.imports.warc import FOLDER

_LISTED = 1000
"""Rejected rows that are kept in memory; all of them are counted, and listed by extraction."""
_NAMED_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedExport:
    """What became of one export."""

    path: Path
    """Where it is kept."""
    already_there: bool
    format: str
    """What people call its format."""
    records: int
    """Rows that can be used."""
    rejected: int
    """Rows that cannot."""
    listed: tuple[Rejected, ...]
    """The first thousand of these."""
    unread: dict[str, int]
    """By column of counts, how many cells are none, or may be one of two, and are left unknown."""
    observed_at: datetime
    observed_from: str


def import_export(path: Path, root: Path, timezone: str, mapping_file: Path | None = None) -> ImportedExport:
    """Check the export at `path` and copy it below the archive directory `root`, once.

    The name carries a digest of the content, so importing it again, under any name, adds nothing; a new mapping
    replaces the old. Raises ArchiveError when it is of no known format or has no usable row, ConfigurationError
    for a mistake in the mapping; then nothing was written.
    """
    mapping = read_toml(mapping_file, Mapping) if mapping_file else Mapping()
    kept = _kept(path, root)
    before = read_facts(kept)
    if before and not mapping_file:
        mapping = before.mapping
    found = _check(path, mapping, timezone)
    if not found.used:
        listed = "\n".join(f"  line {one.line}: {one.reason}" for one in found.rejected[:5])
        raise ArchiveError(f"{path}: {found.title}, but no row of it can be used. The first are:\n{listed}")
    now = datetime.now(UTC)
    observed_at, observed_from = _observed(path, mapping, found.newest, now)
    if before and before.mapping == mapping:
        observed_at, observed_from = before.observed_at, before.observed_from
    else:
        _copy(path, kept)
        write_facts(
            kept,
            Facts(
                original_name=path.name,
                imported_at=before.imported_at if before else now,
                observed_at=observed_at,
                observed_from=observed_from,
                mapping=mapping,
            ),
        )
    return ImportedExport(
        path=kept,
        already_there=before is not None,
        format=found.title,
        records=found.used,
        rejected=found.left_out,
        listed=tuple(found.rejected),
        unread=dict(found.context.counts.unread),
        observed_at=observed_at,
        observed_from=observed_from,
    )


@dataclass(slots=True)
class _Checked:
    title: str
    used: int
    left_out: int
    rejected: list[Rejected]
    newest: datetime | None
    context: Context


def _check(path: Path, mapping: Mapping, timezone: str) -> _Checked:
    chosen, header = recognise(path, mapping)
    found = _Checked(chosen.title, 0, 0, [], None, Context(timezone, mapping))
    for item in records(path, chosen, header, found.context):
        if isinstance(item, Rejected):
            found.left_out += 1
            if len(found.rejected) < _LISTED:
                found.rejected.append(item)
            continue
        found.used += 1
        document = item[1].document
        instant = document.published.instant if document and document.published else None
        if instant and (found.newest is None or instant > found.newest):
            found.newest = instant
    return found


def _kept(path: Path, root: Path) -> Path:
    try:
        with path.open("rb") as stream:
            content = hashlib.file_digest(stream, "blake2b").hexdigest()[:8]
    except OSError as error:
        raise ArchiveError(
            f"{path}: cannot be read ({error.strerror}). Check the path and its permissions."
        ) from None
    known = next(
        (one for one in (root / FOLDER).glob(f"*-{content}{path.suffix}") if place(one).exists()), None
    )
    return known or root / FOLDER / f"{path.stem}-{content}{path.suffix}"


def _copy(path: Path, kept: Path) -> None:
    if kept.exists():
        return
    kept.parent.mkdir(parents=True, exist_ok=True)
    partial = kept.with_name(f"{kept.name}.{os.getpid()}.part")
    shutil.copyfile(path, partial)
    partial.replace(kept)


def _observed(path: Path, mapping: Mapping, newest: datetime | None, now: datetime) -> tuple[datetime, str]:
    """Say when an export was made, and how that is known: never before its newest post, never in the future."""
    if mapping.observed_at:
        given = mapping.observed_at
        return given if given.tzinfo else given.replace(tzinfo=UTC), "mapping"
    days = [date(int(y), int(m), int(d)) for y, m, d in _NAMED_DAY.findall(path.name) if _exists(y, m, d)]
    named = datetime.combine(max(days) + timedelta(days=1), time(), UTC) if days else None
    for moment, how in (
        (named, "file name"),
        (datetime.fromtimestamp(path.stat().st_mtime, UTC), "file date"),
    ):
        if moment and moment <= now + timedelta(days=1) and (newest is None or newest <= moment):
            return min(moment, now), how
    return now, "import"


def _exists(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
