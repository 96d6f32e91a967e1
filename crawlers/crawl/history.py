"""What earlier crawls of a source have archived already, so that nothing is asked for twice.

Everything here is derived from the source's archive files, by way of the index beside them (`archive_index`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from crawlers.archive.forgotten import Forgotten
from crawlers.archive.index import ArchiveIndex, Line, Reader
from crawlers.archive.records import RecordLocation
from crawlers.crawl.discovery.history import CachedListing, Checkpoint, CrawlScope
from crawlers.web.addresses import canonical, site

READ = "document"
"""Outcome of an answer in which a document was read."""
WALL = "the same page as for other addresses"
"""Outcome of an answer that many addresses gave alike: a consent wall, a maintenance page, the front page."""
_ELSEWHERE = "leads to another site"
_NO_ARTICLES = frozenset(
    {
        "listing",
        "home page",
        "not html",
        "feed",
        "sitemap",
        "password",
        "not an article's address",
        "names no community",
        _ELSEWHERE,
    }
)
"""Outcomes of pages that were read, and are something else than an article."""
_NOT_THERE = "status 404"
_GONE_UNREAD = "status 410"
"""Of an address that no crawl has read: it is believed, and asked again for a while."""
_THIN = frozenset({"too short", "no text", "no title"})
"""Outcomes of pages on which little is written: no articles either, if it stays so."""
_EACH_TIME = 3
"""Crawls that ask again for what could not be read; after them it is left alone, longer each time it fails again."""
_LONGEST_PATIENCE = timedelta(days=30)
_ALIKE, _MANY_ALIKE, _SHARE_ALIKE, _ALIKE_UNDATED = 3, 8, 0.2, 2
"""Pages of one crawl that show the same title and text are a wall if they are so many and name no date, or are such a
share of its pages, or very many: sites that show one article under several addresses show few, and its date. So is a page
that so many addresses lead to; without a date, two are enough, and one where no other address leads to an article with
its date. A date is missed only where the others have one."""


@dataclass(slots=True)
class _Document:
    url: str = ""
    """As it was last asked for."""
    first: datetime | None = None
    last: datetime | None = None
    before: datetime | None = None
    failed_in: set[str] = field(default_factory=set)
    failed_last: datetime | None = None
    trouble: str | None = None
    """Why its newest answer gave no document, if so."""
    has_page: bool = False
    """Whether any answer was a page, read or not."""
    shown: tuple[str, str] | None = None
    """The file and the digest of the text that its newest answer showed."""
    dated: bool = True
    """Whether what it showed says when it was published."""
    moved_to: str | None = None
    led_to: tuple[str, str] | None = None
    """The file, and the page of somebody else that its newest answer led to."""
    led_from: dict[str, set[str]] = field(default_factory=dict)
    """Which addresses led here, by the file of the crawl."""
    gone: bool = False


class CrawlHistory:
    """The documents, lists and finished crawls that the archive of one source holds."""

    def __init__(
        self, folder: Path, reader: Reader | None = None, forgotten: Forgotten | None = None
    ) -> None:
        """Read what `folder`, the archive files of one source, holds.

        With a `reader`, an address is known only when a document was read in what it gave. What is `forgotten` is
        not asked for again.
        """
        self._index = ArchiveIndex(folder, reader)
        self._forgotten = forgotten or Forgotten()
        self._documents: dict[str, _Document] = {}
        self._alike: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._led: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._targets: defaultdict[str, set[str]] = defaultdict(set)
        self._pages: Counter[str] = Counter()
        self._dated: Counter[tuple[str, bool]] = Counter()
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
        """Whether the document at `url` is archived, in no older state than `modified`, or must not be any more.

        A day without a time counts as changed only when it is later than the day of archiving. With
        `before_this_crawl`, only what earlier crawls archived counts.
        """
        if self._forgotten.covers(url):
            return True
        document = self._find(url)
        archived = document and (document.before if before_this_crawl else document.last)
        if document is None or not archived or self._is_wall(document):
            return False
        if isinstance(modified, datetime):
            return modified <= archived
        return modified is None or modified <= archived.date()

    def has_text(self, url: str) -> bool:
        """Whether a page of the document at `url` is archived; that it is gone says nothing of what it was."""
        document = self._find(url)
        return document is not None and document.has_page

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

    def documents(self, host: str) -> dict[str, str]:
        """The addresses of documents that earlier crawls took from a host, canonical and as asked, the longest unseen first.

        Left out are those of which it is known that they are gone, or that they have moved.
        """
        held = [
            (document.last, address, document.url)
            for address, document in self._documents.items()
            if document.last
            and document.before
            and not (document.gone or document.moved_to or document.trouble)
            if site(document.url) == host and not self._is_wall(document)
        ]
        return {address: url for _, address, url in sorted(held)}

    def vanished(self, host: str) -> dict[str, str]:
        """The addresses of documents of a host that were read once, and then were not there any more, the longest first."""
        gone = [
            (document.last, address, document.url)
            for address, document in self._documents.items()
            if document.last and document.before and (document.gone or document.trouble == _NOT_THERE)
            if site(document.url) == host and not self._forgotten.covers(document.url)
        ]
        return {address: url for _, address, url in sorted(gone)}

    def compared_at(self, site_url: str) -> datetime | None:
        """When a list of the site at `site_url` was last compared with what is held."""
        for _, facts in reversed(self._ended):
            for part in facts.get("sites", ()):
                if part["asked"]["site"] == site_url and part.get("compared_at"):
                    return datetime.fromisoformat(part["compared_at"])
        return None

    def trouble(self, url: str) -> str | None:
        """Why the newest answer of `url` gave no document; None when it gave one, or was never asked for."""
        document = self._find(url)
        if document is None:
            return None
        return WALL if self._is_wall(document) else document.trouble

    def is_something_else(self, url: str) -> bool:
        """Whether `url` was read and is no article: a list, a file, a page behind a password; or is gone for good."""
        document = self._find(url)
        if document is None or self._is_wall(document):
            return False
        stays_thin = document.trouble in _THIN and len(document.failed_in) >= _EACH_TIME
        return stays_thin or document.trouble in _NO_ARTICLES or document.trouble == _GONE_UNREAD

    def gave_up(self, url: str) -> bool:
        """Whether `url` gave nothing readable in several crawls and is left alone for a while, longer each time."""
        document = self._find(url)
        if document is None or document.failed_last is None or self._is_wall(document):
            return False
        at_once = (
            document.trouble in _NO_ARTICLES and document.trouble != _ELSEWHERE
        )  # a wall begins there, too
        times = len(document.failed_in) - (0 if at_once else _EACH_TIME - 1)
        if times < 1:
            return False
        patience = min(timedelta(days=2 ** min(times - 1, 10)), _LONGEST_PATIENCE)
        return datetime.now(UTC) - document.failed_last < patience

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
        try:
            found = self._documents.get(canonical(url))
        except ValueError:  # a list may name what is no web address
            return None
        for _ in range(5):
            if found is None or found.moved_to is None:
                break
            found = self._documents.get(found.moved_to)
        return found

    def _is_wall(self, document: _Document) -> bool:
        """Whether what a document shows was shown for other addresses alike, or is where others were led to."""
        undated = not document.dated and self._prints_dates(document)
        few = _ALIKE_UNDATED if undated else _ALIKE
        for file, addresses in document.led_from.items():
            if len(addresses) >= few or (undated and not self._leads_to_dates(file)):
                return True
        if document.led_to and len(self._led[document.led_to]) >= _ALIKE:
            return True
        alike = len(self._alike[document.shown]) if document.shown else 0
        if document.shown is None or alike < _ALIKE:
            return False
        return undated or alike >= _MANY_ALIKE or alike >= _SHARE_ALIKE * self._pages[document.shown[0]]

    def _prints_dates(self, document: _Document) -> bool:
        """Whether most articles of the crawl that showed a document say when they were published."""
        file = document.shown[0] if document.shown else ""
        return self._dated[file, True] >= self._dated[file, False]

    def _leads_to_dates(self, file: str) -> bool:
        """Whether an address of a crawl led to an article that says when it was published, as those of a site do that moved."""
        led_to = (self._documents[target] for target in self._targets[file])
        return any(document.shown and document.dated for document in led_to)

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
                document = self._documents.setdefault(canonical(url), _Document())
                document.url = url
                document.moved_to, document.gone, document.has_page, document.shown = None, False, True, None
                self._seen(document, at)

    def _learn_document(self, line: Line, at: datetime) -> None:
        address, status, file = canonical(line["url"]), line["status"], line["filename"]
        document = self._documents.setdefault(address, _Document())
        document.url = line["url"]
        target = canonical(line["location"]) if "location" in line else address
        if target != address and site(target) == site(address):
            moved = self._documents.setdefault(target, _Document())
            moved.led_from.setdefault(file, set()).add(address)
            self._targets[file].add(target)
            document.moved_to = target
        elif target != address:  # it has become a link to somebody else
            document.moved_to, document.led_to = None, (file, target.partition("?")[0])
            self._led[document.led_to].add(address)
            self._failed(document, _ELSEWHERE, file, at)
        elif status == 200:
            document.led_to = None
            document.moved_to, document.gone, document.has_page = None, False, True
            self._pages[file] += 1
            if text := line.get("text"):
                document.shown, document.dated = (file, text), line.get("dated", True)
                self._dated[file, document.dated] += 1
                self._alike[document.shown].add(address)
            if line.get("outcome", READ) == READ:
                self._seen(document, at)
            else:
                self._failed(document, line["outcome"], file, at)
        elif status == 410 and document.last is None:  # a bad deploy says so, too
            document.moved_to = None
            self._failed(document, _GONE_UNREAD, file, at)
        elif status == 410:
            document.moved_to, document.gone = None, True
            self._seen(document, at)
        elif status >= 400:
            document.moved_to = None
            self._failed(document, f"status {status}", file, at)

    @staticmethod
    def _seen(document: _Document, at: datetime) -> None:
        document.first = min(document.first or at, at)
        document.last = max(document.last or at, at)
        document.failed_in.clear()
        document.trouble = document.led_to = None

    @staticmethod
    def _failed(document: _Document, why: str, file: str, at: datetime) -> None:
        document.failed_in.add(file)
        document.failed_last, document.trouble = at, why
