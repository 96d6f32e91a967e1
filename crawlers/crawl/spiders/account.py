"""The spider of accounts on platforms: runs one collector, keeps its answers, says how it went."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from twisted.python.failure import Failure

from crawlers.archive.reader import in_order, read
from crawlers.archive.records import CRAWL_BEGUN, ArchiveError, Capture, Note
from crawlers.archive.writer import ArchiveWriter
from crawlers.catalogue.sources import Account
from crawlers.catalogue.study import Study
from crawlers.crawl.discovery.context import Answer, Role
from crawlers.crawl.fetcher import Fetcher
from crawlers.crawl.history import CrawlHistory
from crawlers.crawl.middlewares.secrets import redacted
from crawlers.crawl.reasons import in_words
from crawlers.crawl.result import CrawlAborted, CrawlResult, Outcome, Tally

log = logging.getLogger(__name__)

_LONGEST_QUOTE = 200


@dataclass(slots=True)
class Budget:
    """Units of a platform's quota that one run may still use; shared by all accounts of that platform."""

    left: int
    used: int = 0
    limit: str = ""
    """What the platform itself said when it had enough; empty as long as it said nothing."""

    def before_a_call(self) -> None:
        """Raise Stop when not even one unit is left, or the platform has enough."""
        if self.limit:
            raise CrawlAborted("partial", self.limit)
        if self.left < 1:
            raise CrawlAborted(
                "partial", f"The run's quota is used up after {self.used} units; the next run goes on."
            )

    def spend(self, units: int) -> None:
        """Count units that were used."""
        self.left -= units
        self.used += units


@dataclass(frozen=True, slots=True)
class Ended:
    """What a collector says when it has come to its end."""

    outcome: Outcome
    reason: str
    covers: tuple[date, date] | None
    """First and last local day that it vouches for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountAssignment:
    """What one spider is to collect, and what it keeps it in."""

    source_id: str
    account: Account
    study: Study
    folder: Path
    """The source's folder in the archive."""
    archive: ArchiveWriter
    history: CrawlHistory
    tally: Tally
    budget: Budget
    turn: asyncio.Lock
    """Held while an account is collected: a platform is asked for one account at a time, so that where the quota
    does not suffice for all, the first are done and the next run begins with the others."""
    hosts: frozenset[str]
    door: str
    """What people call the way it is collected."""
    collect: Callable[[Asking], Awaitable[Ended]]
    key: str = field(default="", repr=False)
    """The platform's key; it is sent in a header and written nowhere."""


class Asking:
    """What a collector asks with: one request at a time, within the budget."""

    def __init__(self, assignment: AccountAssignment, fetcher: Fetcher, today: date) -> None:
        self.assignment, self.today = assignment, today
        self.account, self.study, self.folder = assignment.account, assignment.study, assignment.folder
        self.tally, self.key = assignment.tally, assignment.key
        self._fetcher = fetcher

    async def ask(self, url: str, role: Role, headers: Mapping[str, str]) -> Answer:
        """Ask for an address. Raises FetchFailed, or CrawlAborted when the budget is used up."""
        budget = self.assignment.budget
        budget.before_a_call()
        before = self.tally.requests
        try:
            return await self._fetcher.fetch(url, role, headers)
        finally:  # a call that is asked again after an error is charged again
            budget.spend(self.tally.requests - before)

    def quoted(self, message: object) -> str:
        """Return what the platform itself says of a refusal, in brackets and without the key; empty if nothing."""
        plain = " ".join(redacted(str(message or ""), (self.key,) if self.key else ()).split())
        return f" ({plain[:_LONGEST_QUOTE]})" if plain else ""


def answers(folder: Path, account_id: str) -> Iterator[Capture]:
    """Yield the good answers in the archive files of a source, as far as they are about the account of this id."""
    for path in in_order(folder):
        try:
            for item in read(path):
                match item:
                    case Note() if item.what == CRAWL_BEGUN and item.facts.get("account") != account_id:
                        break
                    case Capture() if item.status == 200:
                        yield item
        except ArchiveError:  # killed before its first record was whole
            continue


class AccountSpider(scrapy.Spider):
    """Collects one account."""

    name = "account"

    def __init__(self, assignment: AccountAssignment) -> None:
        super().__init__()
        self.assignment = assignment
        self.archive, self.history, self.tally = assignment.archive, assignment.history, assignment.tally
        self.hosts = assignment.hosts
        self.started_at = datetime.now(UTC)
        self.result: CrawlResult | None = None
        self._ended = Ended("interrupted", "The crawl was stopped.", None)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> AccountSpider:
        """Make the spider and listen for what goes wrong in it."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._crashed, signal=signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Do the whole crawl; nothing is left for Scrapy to schedule."""
        async with self.assignment.turn:
            try:
                self._ended = await self.assignment.collect(self._asking())
            except CrawlAborted as stop:
                self._ended = Ended(stop.outcome, stop.reason, None)
        return
        yield  # Scrapy wants a generator

    def _asking(self) -> Asking:
        assignment = self.assignment
        longest = assignment.study.politeness.longest_crawl
        secrets = (assignment.key,) if assignment.key else ()
        fetcher = Fetcher(self.crawler, assignment.source_id, self.tally, longest, secrets)
        today = self.started_at.astimezone(ZoneInfo(assignment.study.timezone)).date()
        return Asking(assignment, fetcher, today)

    def _crashed(self, failure: Failure) -> None:
        self._ended = Ended(
            "broken", f"The crawler itself failed: {in_words(failure.value or Exception())}.", None
        )
        log.error("%s: %s", self.assignment.source_id, failure.getTraceback())

    def closed(self, reason: str) -> None:
        """Write how it went and close the archive. Scrapy calls this however the crawl ends."""
        self.result = self._summary()
        facts = self.result.facts()
        try:
            self.history.archived(self.archive.path, self.archive.close(facts))
        except OSError as error:
            log.error("%s: cannot be written (%s)", self.archive.path, error.strerror)
        self.history.close()

    def _summary(self) -> CrawlResult:
        tally, covers = self.tally, self._ended.covers
        return CrawlResult(
            source_id=self.assignment.source_id,
            crawl_id=self.archive.crawl_id,
            archive_file=self.archive.path,
            outcome=self._ended.outcome,
            reason=self._ended.reason,
            discovery=self.assignment.door,
            requests=tally.requests,
            responses=dict(sorted(tally.responses.items())),
            found=tally.found,
            fetched=tally.fetched,
            unchanged=tally.unchanged,
            failed=tally.failed,
            bytes=tally.bytes,
            started_at=self.started_at,
            finished_at=datetime.now(UTC),
            covers_from=covers[0] if covers else None,
            covers_until=covers[1] if covers else None,
        )
