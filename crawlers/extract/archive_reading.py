"""A WARC or ARC file, ours or others', read into the rows of its captures and of what they show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from protego import Protego

from crawlers.archive.reader import read
from crawlers.archive.records import CRAWL_BEGUN, CRAWL_ENDED, Capture, Damage, Note
from crawlers.catalogue.prefilter import names_a_community
from crawlers.catalogue.sources import Catalogue
from crawlers.digests import digest
from crawlers.extract import rows
from crawlers.extract.bounded import UNREADABLE
from crawlers.extract.documents import Document
from crawlers.extract.imports.warc import FOLDER
from crawlers.extract.quarantine import Quarantine, in_one_line
from crawlers.extract.reading import FURTHER_PAGE, answered_by, joined
from crawlers.web.addresses import canonical, site
from crawlers.web.user_agent import PRODUCT


class ArchiveReading:
    """One pass over one WARC file, and what it has learned so far about the crawl that wrote it."""

    def __init__(self, path: Path, archive_file: str, catalogue: Catalogue, timezone: str) -> None:
        self._path = path
        self.archive_file, self.catalogue, self.timezone = archive_file, catalogue, timezone
        self.begun: Note | None = None
        self.ended: Note | None = None
        self.spans: dict[str, tuple[datetime, datetime]] = {}
        self.captures = self.documents = 0
        self.outcomes: Counter[str] = Counter()
        self.quarantine = Quarantine(archive_file)
        self._foreign = archive_file.startswith(f"{FOLDER}/")
        self._robots: dict[str, Protego] = {}

    def shown(self) -> Iterator[rows.Shown]:
        """Yield for each capture its row and the rows of what it shows."""
        pages: list[Capture] = []
        """An article, and the further pages of it that follow."""
        for item in read(self._path):
            if isinstance(item, Capture) and item.role == FURTHER_PAGE and pages and not self._foreign:
                pages.append(item)
                continue
            yield from self._shown(pages)
            pages = []
            match item:
                case Note() if self._foreign:  # whoever makes an archive can write that it is a crawl of ours
                    continue
                case Note() if item.what == CRAWL_BEGUN and {"crawl_id", "source_id"} <= item.facts.keys():
                    self.begun = item
                case Note() if item.what == CRAWL_ENDED:
                    self.ended = item
                case Damage(offset, reason):
                    self.quarantine.add(reason, offset=offset)
                case Capture():
                    pages = [replace(item, role=None) if self._foreign else item]
        yield from self._shown(pages)

    def refuse(self, shown: rows.Shown, reason: str) -> None:
        """Count as unread what an answer shows that no table can hold."""
        self.documents -= len(shown.documents)
        for row in shown.captures[:1]:
            self.quarantine.add(reason, offset=row["record_offset"], url=row["url"])

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

    def _shown(self, pages: list[Capture]) -> Iterator[rows.Shown]:
        """What a capture and its further pages show; if reading one fails in a way that nobody foresaw, a row says so."""
        for capture in pages[:1]:
            yield from self._shown_by(capture, pages[1:])
        for capture in pages[1:]:
            yield from self._shown_by(capture, [])

    def _shown_by(self, capture: Capture, further: list[Capture]) -> Iterator[rows.Shown]:
        try:
            canonical(capture.url)
        except ValueError as error:  # others archive what is no address
            self.quarantine.add(str(error), offset=capture.offset)
            return
        try:
            yield self._rows(capture, further)
        except Exception as error:  # noqa: BLE001  one answer that cannot be read is that answer's trouble
            yield self._rows(replace(capture, unreadable=in_one_line(error)), [])

    def _rows(self, capture: Capture, further: list[Capture]) -> rows.Shown:
        source_id = self._source_of(capture.url)
        answered = answered_by(capture, source_id, self.catalogue, self.timezone)
        outcome = answered.outcome
        allowed = self._allowed(capture, answered.documents)
        for page in further if len(allowed) == 1 else ():
            as_an_article = replace(page, role="article")
            allowed = joined(allowed, answered_by(as_an_article, source_id, self.catalogue, self.timezone))
        documents, others = self._watched(source_id, allowed)
        if answered.documents and not allowed:
            outcome = "forbidden by robots.txt"
        if others and not documents:
            outcome = "names no community"
        row = rows.capture(capture, source_id, self._crawl_id(source_id), self.archive_file, outcome)
        shown_by, at, account = capture.capture_id, capture.captured_at, answered.account
        shown = rows.Shown(
            captures=[row, *(rows.gone(row, url) for url in answered.gone)],
            documents=[rows.document(document, shown_by, at) for document in documents],
            passed_over=[rows.passed_over(document, shown_by) for document in others],
            document_stats=[row for one in documents for row in rows.document_stats(one, at, shown_by)],
            account_stats=rows.account_stats(source_id, account, at, shown_by) if account else [],
        )
        first, last = self.spans.get(source_id, (capture.captured_at, capture.captured_at))
        self.spans[source_id] = (min(first, capture.captured_at), max(last, capture.captured_at))
        self.captures += 1
        self.documents += len(documents)
        self.outcomes[outcome] += 1
        if outcome.startswith(UNREADABLE):
            self.quarantine.add(outcome.removeprefix(UNREADABLE), offset=capture.offset, url=capture.url)
        return shown

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
