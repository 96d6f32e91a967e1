"""The spider of web archives: asks their index what they hold of a source, then for the captures of a period."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from crawlers.archive.reader import read_record
from crawlers.archive.records import Headers
from crawlers.catalogue.sources import Centre, Newspaper
from crawlers.catalogue.study import WebArchives
from crawlers.crawl.discovery import common_crawl, wayback
from crawlers.crawl.discovery.captures import ArchiveSearch, ArchiveStrategy, CdxEntry, choose
from crawlers.crawl.discovery.context import Answer, FetchFailed, StrategyUnavailable
from crawlers.crawl.discovery.history import GONE
from crawlers.crawl.fetcher import Fetcher
from crawlers.crawl.reasons import refusal
from crawlers.crawl.result import CrawlAborted, Outcome, sentence
from crawlers.crawl.spiders.source_spider import Assignment, Ended, SourceSpider
from crawlers.web.addresses import site
from crawlers.web.http_date import served_at as moment

log = logging.getLogger(__name__)

STRATEGIES: dict[str, ArchiveStrategy] = {"wayback": wayback.discover, "common-crawl": common_crawl.discover}
_FAILURES = 5
"""After so many failures in a row the rest is left to the next crawl."""
_ORIGINAL = "x-archive-orig-"
"""Before the names of the headers of the captured answer, in the Wayback Machine's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveAssignment(Assignment):
    """Which source a spider looks for in which web archive."""

    source: Newspaper | Centre
    via: str
    since: date | None
    until: date | None
    turn: asyncio.Lock
    """Held while a source is collected: an archive is asked for one source at a time."""


class WebArchiveSpider(SourceSpider):
    """Collects what one web archive holds of one source. It vouches for no day: an archive holds what it saw."""

    name = "web-archive"

    def __init__(self, assignment: ArchiveAssignment) -> None:
        super().__init__(assignment)
        self.assignment = assignment
        self.hosts = archive_hosts(assignment.study.web_archives, assignment.via)

    async def collect(self) -> Ended:
        """Look through the archive when it is this source's turn."""
        async with self.assignment.turn:
            return Ended(*await self._collect())

    def stopped(self) -> Ended:
        """How it went, and in which archive."""
        return replace(self.ended, discovery=self.assignment.via)

    async def _collect(self) -> tuple[Outcome, str]:
        assignment, tally = self.assignment, self.tally
        longest = assignment.study.politeness.longest_crawl
        self._fetcher = Fetcher(self.crawler, assignment.source.id, tally, longest)
        context = ArchiveSearch(
            source=assignment.source,
            since=assignment.since,
            until=assignment.until,
            archives=assignment.study.web_archives,
            fetch=self._fetch_index,
        )
        try:
            found = [one async for one in STRATEGIES[assignment.via](context)]
        except (StrategyUnavailable, FetchFailed) as why:
            raise CrawlAborted("broken", sentence(str(why))) from None
        if not found and context.gaps:
            raise CrawlAborted("broken", sentence(context.gaps[0]))
        await self._take(choose(found, context))
        missing = [
            *context.gaps,
            *([f"{tally.failed} captures gave no usable answer"] if tally.failed else []),
        ]
        if missing:
            return "partial", sentence("; ".join(missing))
        return (
            "complete",
            f"{tally.fetched} captures taken, {tally.unchanged} known already. What the archive did not see is unknown.",
        )

    async def _fetch_index(self, url: str, *rest: Any) -> Answer:
        try:
            answer = await self._fetcher.fetch(url, *rest)
        except FetchFailed as why:
            if why.lasting:  # robots.txt, for one
                raise CrawlAborted("blocked", sentence(str(why))) from None
            raise
        if answer.status != 404 and (refused := refusal(answer)):
            raise CrawlAborted("blocked", sentence(refused.replace("the site", "the archive")))
        return answer

    async def _take(self, chosen: list[CdxEntry]) -> None:
        """Ask for each capture whose document is not archived, and archive the answer that it holds."""
        self.tally.found = len(chosen)
        failed_in_a_row = 0
        for one in chosen:
            if self.history.has_text(one.url):
                self.tally.unchanged += 1
                continue
            try:
                took = await self._capture(one)
                failed_in_a_row = 0
            except FetchFailed as why:
                log.debug("%s: %s", self.source_id, why)
                took = False
                failed_in_a_row += 1
            self.tally.fetched += took
            self.tally.failed += not took
            if failed_in_a_row >= _FAILURES:
                raise CrawlAborted(
                    "partial", f"{_FAILURES} captures in a row gave no usable answer; the next crawl goes on."
                )

    async def _capture(self, one: CdxEntry) -> bool:
        """Archive a capture; False if the archive answers that it cannot give it. Raises FetchFailed if it gives no answer."""
        headers = {}
        if one.span:
            first, length = one.span
            headers = {"Range": f"bytes={first}-{first + length - 1}", "Accept-Encoding": "identity"}
        answer = await self._fetcher.fetch(one.served_at, "capture", headers)
        held = _record(answer, one) if one.span else _replayed(answer, one)
        if held is None:
            reason = f"the archive answers {answer.status} and nothing that can be used"
            self.archive.failure(url=one.served_at, at=datetime.now(UTC), role="capture", reason=reason)
            if answer.status in {200, 206, *GONE}:
                return False
            raise FetchFailed(f"{one.served_at}: {reason}")
        captured_at, original, body = held
        try:
            place = self.archive.capture(
                url=one.url, at=captured_at, response=("200 OK", original, body), held_by=one.served_at
            )
            self.history.archived(self.archive.path, place)
        except OSError as full:
            raise CrawlAborted(
                "broken", f"The archive cannot be written ({full.strerror}). Make room on the disk."
            ) from None
        return True


def archive_hosts(archives: WebArchives, via: str) -> frozenset[str]:
    """Return the hosts of a web archive; those of Common Crawl's indexes are beside their list."""
    if via == "wayback":
        return frozenset({site(archives.wayback_index), site(archives.wayback_pages)})
    return frozenset({site(archives.common_crawl_indexes), site(archives.common_crawl_data)})


def _replayed(answer: Answer, one: CdxEntry) -> tuple[datetime, Headers, bytes] | None:
    """Unpack what the Wayback Machine or pywb plays back: the body as it was, its headers under other names."""
    if answer.status != 200:
        return None
    told = answer.headers
    original = [
        (name.removeprefix(_ORIGINAL), value) for name, value in told.items() if name.startswith(_ORIGINAL)
    ]
    if not any(name == "content-type" for name, _ in original) and "content-type" in told:
        original.append(("content-type", told["content-type"]))
    # The nearest capture is played back where that of the index is not to be had.
    captured_at = moment(told.get("memento-datetime")) or one.captured_at
    return captured_at, original, answer.body


def _record(answer: Answer, one: CdxEntry) -> tuple[datetime, Headers, bytes] | None:
    """Unpack the WARC record that a piece of a larger file is; a server that ignores the range gives too much."""
    if answer.status != 206:
        return None
    capture = read_record(answer.body)
    if capture is None or capture.status != 200 or capture.url != one.url:
        return None
    return capture.captured_at, capture.headers, capture.body
