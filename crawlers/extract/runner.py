"""Archive to documents: one pure function per archive file, its rows in Parquet, ready to be loaded.

`extract_file` depends on nothing but its arguments and writes its folder in one step, so it can be run twice,
killed anywhere, or mapped over terabytes of archive by any engine that can call a function.
"""

from __future__ import annotations

import csv
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from protego import Protego

from crawlers.archive.files import stem
from crawlers.archive.reader import read
from crawlers.archive.records import CRAWL_BEGUN, CRAWL_ENDED, Capture, Damage, Note
from crawlers.catalogue.accounts import owned
from crawlers.catalogue.prefilter import names_a_community
from crawlers.catalogue.sources import Catalogue
from crawlers.digests import digest
from crawlers.extract import rows
from crawlers.extract.documents import Document
from crawlers.extract.imports.export_reading import ExportReading
from crawlers.extract.imports.facts import is_export, reader_digest
from crawlers.extract.imports.record import Rejected
from crawlers.extract.reading import answered_by
from crawlers.steps import EXTRACT
from crawlers.web.addresses import canonical, site
from crawlers.web.user_agent import PRODUCT

_BATCH = 500
"""Captures held in memory before they are written."""
_TOLD = 3
"""Places that cannot be read, of one file, that are told one by one."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one archive file gave: a folder of Parquet files and the counts for people."""

    archive_file: str
    folder: Path
    captures: int
    documents: int
    damage: str | None
    outcomes: dict[str, int] = field(default_factory=dict)


def extractor_digest(catalogue: Catalogue, timezone: str) -> str:
    """Digest of everything that decides what a capture becomes: the code of this step and the sites' rules.

    When it changes, every archive file is read again.
    """
    rules = [(source.id, [site.model_dump_json() for site in source.sites]) for source in catalogue]
    accounts = [(one.source_id, one.account.model_dump_json()) for one in owned(catalogue)]
    watch = (catalogue.watchwords, [source.id for source in catalogue if source.is_watched])
    return EXTRACT.digest(repr(rules), repr(accounts), repr(watch), timezone)


def extract_file(
    path: Path, root: Path, out: Path, catalogue: Catalogue, timezone: str, extractor: str
) -> Extracted:
    """Read one archive file below `root` and write its rows to a folder below `out`.

    The folder holds a Parquet file for each schema of `rows`. A torn tail is noted in archives.parquet; a capture that cannot be read is a row that says why.
    Raises ArchiveError when the file is no archive at all.
    """
    name = path.relative_to(root).as_posix()
    size, extractor = path.stat().st_size, reader_digest(path, extractor)
    folder = out / f"{stem(name).replace('/', '~')}-{digest(name, extractor)[:8]}"
    partial = folder.with_name(f"{folder.name}.{os.getpid()}.part")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        reading = _reading(path, name, catalogue, timezone)
        with ExitStack() as open_files:
            tables = {
                table: open_files.enter_context(pq.ParquetWriter(partial / f"{table}.parquet", schema))
                for table, schema in rows.SHOWN.items()
            }
            for batch in _batches(reading.shown(), _BATCH):
                for table, writer in tables.items():
                    found = [row for shown in batch for row in getattr(shown, table)]
                    writer.write_table(pa.Table.from_pylist(found, rows.SHOWN[table]))
        pq.write_table(pa.Table.from_pylist(reading.crawls(), rows.CRAWLS), partial / "crawls.parquet")
        pq.write_table(pa.Table.from_pylist(reading.accounts(), rows.ACCOUNTS), partial / "accounts.parquet")
        archive = {
            "archive_file": name,
            "bytes": size,
            "extractor": extractor,
            "captures": reading.captures,
            "documents": reading.documents,
            "damage": reading.damage,
        }
        pq.write_table(pa.Table.from_pylist([archive], rows.ARCHIVES), partial / "archives.parquet")
        if rejected := getattr(reading, "rejected", None):
            _list_rejected(partial / "rejected.csv", rejected)
        shutil.rmtree(folder, ignore_errors=True)
        partial.replace(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return Extracted(
        name, folder, reading.captures, reading.documents, reading.damage, dict(reading.outcomes)
    )


def _reading(path: Path, name: str, catalogue: Catalogue, timezone: str) -> _Reading | ExportReading:
    if is_export(path):
        return ExportReading(path, name, catalogue, timezone)
    return _Reading(path, name, catalogue, timezone)


def _list_rejected(path: Path, rejected: Iterable[Rejected]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("line", "reason"))
        writer.writerows((one.line, one.reason) for one in rejected)


class _Reading:
    """One pass over one WARC file, and what it has learned so far about the crawl that wrote it."""

    def __init__(self, path: Path, archive_file: str, catalogue: Catalogue, timezone: str) -> None:
        self._path = path
        self.archive_file, self.catalogue, self.timezone = archive_file, catalogue, timezone
        self.begun: Note | None = None
        self.ended: Note | None = None
        self.spans: dict[str, tuple[datetime, datetime]] = {}
        self.captures = self.documents = 0
        self.outcomes: Counter[str] = Counter()
        self._robots: dict[str, Protego] = {}
        self._troubles: list[str] = []

    @property
    def damage(self) -> str | None:
        """What could not be read, and why: the first few places, and how many more; None when all could."""
        if not self._troubles:
            return None
        more = len(self._troubles) - _TOLD
        return "; ".join(self._troubles[:_TOLD]) + (f"; and {more} more" if more > 0 else "")

    def shown(self) -> Iterator[rows.Shown]:
        """Yield for each capture its row and the rows of what it shows."""
        for item in read(self._path):
            match item:
                case Note() if item.what == CRAWL_BEGUN:
                    self.begun = item
                case Note() if item.what == CRAWL_ENDED:
                    self.ended = item
                case Damage(offset, reason):
                    self._troubles.append(f"at byte {offset}: {reason}")
                case Capture():
                    try:
                        canonical(item.url)
                    except ValueError as error:  # others archive what is no address
                        self._troubles.append(f"at byte {item.offset}: {error}")
                    else:
                        yield self._capture(item)

    def crawls(self) -> list[dict[str, Any]]:
        """Return the row of the crawl that wrote the file, or one for each source found in a foreign archive."""
        if self.begun:
            return [rows.crawl(self.begun, self.ended, self.archive_file)]
        return [
            rows.imported_crawl(self._crawl_id(source), source, first, last, self.archive_file)
            for source, (first, last) in self.spans.items()
        ]

    def accounts(self) -> list[dict[str, Any]]:
        """Return no account: whose page a capture is, its address says."""
        return []

    def _capture(self, capture: Capture) -> rows.Shown:
        source_id = self._source_of(capture.url)
        answered = answered_by(capture, source_id, self.catalogue, self.timezone)
        outcome = answered.outcome
        allowed = self._allowed(capture, answered.documents)
        documents, others = self._watched(source_id, allowed)
        if answered.documents and not allowed:
            outcome = "forbidden by robots.txt"
        if others and not documents:
            outcome = "names no community"
        first, last = self.spans.get(source_id, (capture.captured_at, capture.captured_at))
        self.spans[source_id] = (min(first, capture.captured_at), max(last, capture.captured_at))
        self.captures += 1
        self.documents += len(documents)
        self.outcomes[outcome] += 1
        row = rows.capture(capture, source_id, self._crawl_id(source_id), self.archive_file, outcome)
        shown_by, at, account = capture.capture_id, capture.captured_at, answered.account
        return rows.Shown(
            captures=[row, *(rows.gone(row, url) for url in answered.gone)],
            documents=[rows.document(document, shown_by, at) for document in documents],
            passed_over=[rows.passed_over(document, shown_by) for document in others],
            document_stats=[row for one in documents for row in rows.document_stats(one, at, shown_by)],
            account_stats=rows.account_stats(source_id, account, at, shown_by) if account else [],
        )

    def _allowed(self, capture: Capture, documents: tuple[Document, ...]) -> tuple[Document, ...]:
        """Leave out what a list handed over in full, and robots.txt did not let the crawl ask for by its address."""
        host = site(capture.url)
        if capture.role == "robots" and capture.status == 200:
            self._robots[host] = Protego.parse(capture.body.decode("utf-8", "replace"))
        rules = self._robots.get(host)
        if capture.role != "api" or rules is None:
            return documents
        return tuple(  # addresses in canonical form have lost their final slash
            one for one in documents if all(rules.can_fetch(url, PRODUCT) for url in (one.url, f"{one.url}/"))
        )

    def _watched(
        self, source_id: str, documents: tuple[Document, ...]
    ) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
        """Part the documents of a source into those that are kept and those that are only counted."""
        source = self.catalogue.get(source_id)
        if source is None or not source.is_watched:
            return documents, ()
        words = self.catalogue.watchwords
        kept = tuple(one for one in documents if names_a_community(f"{one.title}\n{one.text}", words))
        return kept, tuple(one for one in documents if one not in kept)

    def _source_of(self, url: str) -> str:
        if self.begun:
            return str(self.begun.facts["source_id"])
        owner = self.catalogue.owner(url)
        return owner.id if owner else site(url)

    def _crawl_id(self, source_id: str) -> str:
        if self.begun:
            return str(self.begun.facts["crawl_id"])
        return f"{source_id}-import-{digest(self.archive_file)[:8]}"


def _batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
