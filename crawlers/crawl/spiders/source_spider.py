"""The spider that all others are: it collects one source into one archive file, and says how that went."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Self
from zoneinfo import ZoneInfo

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from twisted.python.failure import Failure

from crawlers.archive.writer import ArchiveWriter
from crawlers.catalogue.study import Study
from crawlers.crawl.history import CrawlHistory
from crawlers.crawl.reasons import in_words
from crawlers.crawl.result import CrawlAborted, CrawlResult, Outcome, Tally

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What a spider is to collect, and what it keeps it in."""

    source_id: str
    study: Study
    archive: ArchiveWriter
    history: CrawlHistory
    tally: Tally


@dataclass(frozen=True, slots=True)
class Ended:
    """What a crawl says when it has come to its end."""

    outcome: Outcome
    reason: str
    covers: tuple[date, date] | None = None
    """First and last local day that it vouches for; None: it vouches for none."""
    discovery: str = ""
    """How pages were found, and why the ways tried before did not work."""
    facts: dict[str, Any] = field(default_factory=dict)
    """What else the last record of the archive file says, for the next crawl to build on."""


class SourceSpider(scrapy.Spider, ABC):
    """Runs `collect` once, and closes the archive file with its result however that ended."""

    hosts: frozenset[str]
    """Hosts that may be asked."""

    def __init__(self, assignment: Assignment) -> None:
        super().__init__()
        self.archive, self.history, self.tally = assignment.archive, assignment.history, assignment.tally
        self.source_id, self.study = assignment.source_id, assignment.study
        self.started_at = datetime.now(UTC)
        self.result: CrawlResult | None = None
        self.ended = Ended("interrupted", "The crawl was stopped.")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider and listen for what goes wrong in it."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._crashed, signal=signals.spider_error)
        return spider

    @property
    def today(self) -> date:
        """The local day on which the crawl began."""
        return self.started_at.astimezone(ZoneInfo(self.study.timezone)).date()

    async def start(self) -> AsyncIterator[Any]:
        """Do the whole crawl; nothing is left for Scrapy to schedule."""
        try:
            self.ended = await self.collect()
        except CrawlAborted as stop:
            self.ended = Ended(stop.outcome, stop.reason)
        return
        yield  # Scrapy wants a generator

    @abstractmethod
    async def collect(self) -> Ended:
        """Ask for everything and archive it. Raises CrawlAborted to end before everything was looked at."""

    def stopped(self) -> Ended:
        """What can be said when the crawl ends before `collect` does: stopped from outside, or crashed."""
        return self.ended

    def _crashed(self, failure: Failure) -> None:
        self.ended = Ended("broken", f"The crawler itself failed: {in_words(failure.value or Exception())}.")
        log.error("%s: %s", self.source_id, failure.getTraceback())

    def closed(self, reason: str) -> None:
        """Write how it went and close the archive. Scrapy calls this however the crawl ends."""
        ended, tally = self.stopped(), self.tally
        self.result = CrawlResult(
            source_id=self.source_id,
            crawl_id=self.archive.crawl_id,
            archive_file=self.archive.path,
            outcome=ended.outcome,
            reason=ended.reason,
            discovery=ended.discovery,
            requests=tally.requests,
            responses=dict(sorted(tally.responses.items())),
            found=tally.found,
            fetched=tally.fetched,
            unchanged=tally.unchanged,
            failed=tally.failed,
            bytes=tally.bytes,
            started_at=self.started_at,
            finished_at=datetime.now(UTC),
            covers_from=ended.covers[0] if ended.covers else None,
            covers_until=ended.covers[1] if ended.covers else None,
        )
        try:
            place = self.archive.close(self.result.facts() | ended.facts)
            self.history.archived(self.archive.path, place)
        except OSError as error:
            log.error("%s: cannot be written (%s)", self.archive.path, error.strerror)
        self.history.close()
