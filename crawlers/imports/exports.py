"""Exports of platforms: checked and kept in the archive as they are, then read from there into rows."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from crawlers import rows
from crawlers.accounts import Publisher, account_name, owned, owner
from crawlers.archive import ArchiveError
from crawlers.configuration import read_toml
from crawlers.documents import Document, digest
from crawlers.imports.facts import Facts, place, read_facts, write_facts
from crawlers.imports.format import Context
from crawlers.imports.formats import recognise, records
from crawlers.imports.record import Mapping, Record, Rejected
from crawlers.imports.warc import FOLDER
from crawlers.pages.facebook import post_address
from crawlers.sources import Catalogue

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


def _check(path: Path, mapping: Mapping, timezone: str) -> _Checked:
    chosen, header = recognise(path, mapping)
    found = _Checked(chosen.title, 0, 0, [], None)
    for item in records(path, chosen, header, Context(timezone, mapping)):
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


class ExportReading:
    """One pass over an export in the archive: the rows it gives, and what it says of whom."""

    def __init__(self, path: Path, archive_file: str, catalogue: Catalogue, timezone: str) -> None:
        facts = read_facts(path)
        if facts is None:
            raise ArchiveError(f"{path}: is no imported export. `diaspora import` puts it into the archive.")
        self._path, self._archive_file, self._catalogue, self._facts = path, archive_file, catalogue, facts
        self._context = Context(timezone, facts.mapping)
        self._numbers = {
            one.source_id: one.account.id for one in owned(catalogue) if one.account.id.isdecimal()
        }
        self._named = path.stem.rpartition("-")[2]
        self._sources: dict[Publisher, str] = {}
        self._capture_ids: dict[str, str] = {}
        self._unknown: dict[str, dict[str, Any]] = {}
        self._spans: dict[str, tuple[date, date]] = {}
        self._found: Counter[str] = Counter()
        self.rejected: list[Rejected] = []
        self._left_out = 0
        self.captures = self.documents = 0
        self.outcomes: Counter[str] = Counter()

    @property
    def damage(self) -> str | None:
        """What could not be read, for people."""
        if not self._left_out:
            return None
        first = self.rejected[0]
        return f"{self._left_out} rows are left out, the first on line {first.line}: {first.reason}"

    def shown(self) -> Iterator[rows.Shown]:
        """Yield what each row shows."""
        chosen, header = recognise(self._path, self._facts.mapping)
        for item in records(self._path, chosen, header, self._context):
            if isinstance(item, Rejected):
                self._reject(item)
                continue
            line, record = item
            source_id = self._source_of(record.publisher)
            if not source_id:
                self._reject(Rejected(line, _nobody(record.publisher)))
                continue
            yield self._row(record, source_id, header.shape)

    def crawls(self) -> list[dict[str, Any]]:
        """Return a row for each account: the days that it vouches for are those a person said it does."""
        return [self._crawl(source_id) for source_id in self._capture_ids]

    def accounts(self) -> list[dict[str, Any]]:
        """Return a row for each account that the catalogue does not know."""
        return list(self._unknown.values())

    def _row(self, record: Record, source_id: str, shape: str) -> rows.Shown:
        shown = rows.Shown()
        capture_id = self._capture_ids.get(source_id)
        observed = record.observed_at or self._facts.observed_at
        if capture_id is None:
            capture_id = self._capture_ids[source_id] = digest(self._archive_file, source_id)
            shown.captures.append(self._capture(capture_id, source_id, shape))
            self.captures += 1
        if record.account:
            shown.account_stats.extend(
                rows.account_stats(source_id, record.account, record.account_at or observed, capture_id)
            )
        if record.document:
            document = replace(record.document, source_id=source_id, url=self._address(record, source_id))
            shown.documents.append(rows.document(document, capture_id, observed))
            shown.document_stats.extend(rows.document_stats(document, observed, capture_id))
            self._counted(document)
        return shown

    def _address(self, record: Record, source_id: str) -> str:
        """The post's address by the page's number where the catalogue knows it, whatever name the export uses."""
        url, number = record.document.url if record.document else "", self._numbers.get(source_id, "")
        return post_address(url, number) or url if number else url

    def _counted(self, document: Document) -> None:
        self.documents += 1
        self.outcomes["document"] += 1
        self._found[document.source_id] += 1
        if document.published:
            day = document.published.day
            first, last = self._spans.get(document.source_id, (day, day))
            self._spans[document.source_id] = (min(first, day), max(last, day))

    def _source_of(self, publisher: Publisher) -> str:
        if publisher not in self._sources:
            self._sources[publisher] = self._named_source(publisher)
        return self._sources[publisher]

    def _named_source(self, publisher: Publisher) -> str:
        account = self._facts.mapping.account
        own = owner(self._catalogue, publisher)
        if own:
            return own.source_id
        if (
            account
            and publisher.id == account
            and any(account == centre.account_id(publisher.platform) for centre in self._catalogue.centres)
        ):
            return account
        if publisher.maybe_a_person or not publisher.source_id:
            return ""
        self._unknown.setdefault(
            publisher.source_id,
            {
                "source_id": publisher.source_id,
                "platform": publisher.platform,
                "name": account_name(publisher.name or publisher.handle or publisher.id, publisher.platform),
                "url": publisher.url,
            },
        )
        return publisher.source_id

    def _reject(self, one: Rejected) -> None:
        self._left_out += 1
        self.rejected.append(one)
        self.outcomes["rejected row"] += 1

    def _capture(self, capture_id: str, source_id: str, shape: str) -> dict[str, Any]:
        return dict.fromkeys(rows.CAPTURES.names) | {
            "capture_id": capture_id,
            "source_id": source_id,
            "crawl_id": self._crawl_id(source_id),
            "url": f"urn:import:{self._path.name}",
            "document_url": f"urn:import:{self._path.name}",
            "captured_at": self._facts.observed_at.astimezone(UTC).replace(tzinfo=None),
            "status": 200,
            "mime": "text/csv" if shape == "table" else "application/json",
            "role": "export",
            "bytes": self._path.stat().st_size,
            "archive_file": self._archive_file,
            "record_offset": 0,
            "outcome": "document",
        }

    def _crawl(self, source_id: str) -> dict[str, Any]:
        made, mapping = self._facts.observed_at, self._facts.mapping
        row = rows.imported_crawl(self._crawl_id(source_id), source_id, made, made, self._archive_file)
        covers = (
            (mapping.covers_from, mapping.covers_until) if mapping.covers_from else self._spans.get(source_id)
        )
        row["found"] = row["fetched"] = self._found[source_id]
        if covers and (mapping.complete or mapping.covers_from):
            row |= {
                "outcome": "complete",
                "reason": None,
                "covers_from": covers[0],
                "covers_until": covers[1],
            }
        return row

    def _crawl_id(self, source_id: str) -> str:
        return f"{source_id}-import-{self._named}"


def _nobody(publisher: Publisher) -> str:
    if publisher.maybe_a_person:
        return "is by an account that centres.toml does not name, and may be a person's"
    return "does not say whose it is"
