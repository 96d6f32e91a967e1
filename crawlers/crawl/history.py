"""What earlier crawls of a source have archived already, so that nothing is asked for twice.

Everything here is derived from the source's archive files, by way of the index beside them (`archive_index`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from crawlers.archive.index import ArchiveIndex, Line
from crawlers.archive.records import RecordLocation
from crawlers.crawl.discovery.history import GONE, CachedListing, Checkpoint, CrawlScope
from crawlers.web.addresses import canonical, site

_GIVEN_UP_AFTER, _GIVEN_UP_FOR = 3, timedelta(days=30)
"""Crawls in which an address has to fail before it is left alone, and for how long."""


@dataclass(slots=True)
class _Document:
    first: datetime | None = None
    last: datetime | None = None
    before: datetime | None = None
    failed_in: set[str] = field(default_factory=set)
    failed_last: datetime | None = None
    moved_to: str | None = None
    gone: bool = False


class CrawlHistory:
    """The documents, lists and finished crawls that the archive of one source holds."""

    def __init__(self, folder: Path) -> None:
        """Read what `folder`, the archive files of one source, holds."""
        self._index = ArchiveIndex(folder)
        self._documents: dict[str, _Document] = {}
        self._lists: dict[str, CachedListing] = {}
        self._ended: list[tuple[datetime, dict[str, Any]]] = []
        for line in self._index.lines:
            self._learn(line)
        for document in self._documents.values():
            document.before = document.last

    def close(self) -> None:
        """Close the index."""
        self._index.close()

    def archived(self, path: Path, place: RecordLocation) -> None:
        """Note what has just been archived: what is known is what can be read back."""
        for line in self._index.add(path, place):
            self._learn(line)

    def __len__(self) -> int:
        """How many documents are archived."""
        return sum(document.last is not None and not document.gone for document in self._documents.values())

    def holds(
        self, url: str, modified: date | datetime | None = None, *, before_this_crawl: bool = False
    ) -> bool:
        """Whether the document at `url` is archived, in no older state than `modified`.

        A day without a time counts as changed only when it is later than the day of archiving. With
        `before_this_crawl`, only what earlier crawls archived counts.
        """
        document = self._find(url)
        archived = document and (document.before if before_this_crawl else document.last)
        if not archived:
            return False
        if isinstance(modified, datetime):
            return modified <= archived
        return modified is None or modified <= archived.date()

    def has_text(self, url: str) -> bool:
        """Whether a page of the document at `url` is archived; that it is gone says nothing of what it was."""
        document = self._find(url)
        return document is not None and document.last is not None and not document.gone

    def settled(self, url: str, baseline: Checkpoint | None) -> bool:
        """Whether the document at `url` was archived when `baseline` ended, so that all before it was, too.

        Moments in the index are whole seconds: what this crawl archives may seem as old as the last one's end.
        """
        document = self._find(url)
        return bool(
            baseline
            and document
            and document.before
            and document.first
            and document.first <= baseline.ended_at
        )

    def gave_up(self, url: str) -> bool:
        """Whether `url` failed in several crawls and is left alone for some weeks: it hides nothing new."""
        document = self._find(url)
        if document is None or document.failed_last is None or len(document.failed_in) < _GIVEN_UP_AFTER:
            return False
        return datetime.now(UTC) - document.failed_last < _GIVEN_UP_FOR

    def listed(self, url: str) -> CachedListing | None:
        """The newest archived answer of the list at `url`."""
        return self._lists.get(url)

    def baseline(self, asked: CrawlScope) -> Checkpoint | None:
        """The last complete crawl that was asked for at least `asked`; one that only followed links if no other."""
        complete = list(self._complete(asked))
        return next((one for one in complete if one.covers_from), next(iter(complete), None))

    def _complete(self, asked: CrawlScope) -> Iterator[Checkpoint]:
        for ended_at, facts in reversed(self._ended):
            for part in facts.get("sites", ()):
                proven = part["covers_from"] or part["strategy"] == "links"
                if not (part["outcome"] == "complete" and part["as_of"] and proven):
                    continue
                if asked.within(CrawlScope.of(part["asked"])):
                    yield Checkpoint(
                        ended_at=ended_at,
                        as_of=datetime.fromisoformat(part["as_of"]),
                        covers_from=date.fromisoformat(part["covers_from"]) if part["covers_from"] else None,
                        whole=part["whole"],
                        strategy=part["strategy"],
                        entry=part["entry"],
                    )

    def _find(self, url: str) -> _Document | None:
        found = self._documents.get(canonical(url))
        for _ in range(5):
            if found is None or found.moved_to is None:
                break
            found = self._documents.get(found.moved_to)
        return found

    def _learn(self, line: Line) -> None:
        at = datetime.fromisoformat(line["timestamp"])
        if "ended" in line:
            self._ended.append((at, line["ended"]))
        elif line["role"] == "article":
            self._learn_document(line, at)
        elif line["status"] == 200:
            documents = tuple(line.get("documents", ()))
            self._lists[line["url"]] = CachedListing(
                captured_at=at,
                served_at=datetime.fromisoformat(line["served_at"]) if "served_at" in line else at,
                etag=line.get("etag"),
                last_modified=line.get("last_modified"),
                documents=documents,
            )
            for url in documents:
                self._seen(self._documents.setdefault(canonical(url), _Document()), at)

    def _learn_document(self, line: Line, at: datetime) -> None:
        address, status = canonical(line["url"]), line["status"]
        document = self._documents.setdefault(address, _Document())
        target = canonical(line["location"]) if "location" in line else address
        if target != address and site(target) == site(address):
            document.moved_to = target
        elif target != address:  # it has become a link to somebody else
            document.moved_to, document.gone = None, True
            self._seen(document, at)
        elif status == 200 or status in GONE:
            document.moved_to, document.gone = None, status in GONE
            self._seen(document, at)
        elif status >= 400:
            document.failed_in.add(line["filename"])
            document.failed_last = at

    @staticmethod
    def _seen(document: _Document, at: datetime) -> None:
        document.first = min(document.first or at, at)
        document.last = max(document.last or at, at)
        document.failed_in.clear()
