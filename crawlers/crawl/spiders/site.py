"""The spider of newspapers' and centres' sites: walks every site that a source has today, and sums up."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from twisted.python.failure import Failure

from crawlers.archive.writer import ArchiveWriter
from crawlers.catalogue.sources import Centre, Newspaper, Site
from crawlers.catalogue.study import Study
from crawlers.crawl.discovery.history import CrawlScope
from crawlers.crawl.fetcher import Fetcher
from crawlers.crawl.history import CrawlHistory
from crawlers.crawl.middlewares.robots import ObeyRobots
from crawlers.crawl.reasons import in_words
from crawlers.crawl.result import CrawlResult, Outcome, Tally, sentence
from crawlers.crawl.spiders.walk import SiteWalk

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What one spider is to collect, and what it keeps it in."""

    source: Newspaper | Centre
    sites: tuple[Site, ...]
    """Those that answer today: editions side by side, or the present address of a source that moved."""
    study: Study
    since: date | None
    until: date | None
    archive: ArchiveWriter
    history: CrawlHistory
    tally: Tally


class SiteSpider(scrapy.Spider):
    """Walks the sites of one source one after the other, into one archive file and one account of it all."""

    name = "site"

    def __init__(self, assignment: Assignment) -> None:
        super().__init__()
        self.assignment = assignment
        self.archive, self.history, self.tally = assignment.archive, assignment.history, assignment.tally
        self.hosts = assignment.source.hosts
        self.started_at = datetime.now(UTC)
        self.result: CrawlResult | None = None
        self._walks: list[SiteWalk] = []
        self._crash = ""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> SiteSpider:
        """Make the spider and listen for what goes wrong in it."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._crashed, signal=signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Do the whole crawl; nothing is left for Scrapy to schedule."""
        assignment = self.assignment
        polite = assignment.study.politeness
        fetcher = Fetcher(
            self.crawler,
            assignment.source.id,
            self.tally,
            polite.longest_crawl,
            most_requests=polite.most_requests,
        )
        for site in assignment.sites:
            asked = CrawlScope(
                site=site.url, articles=site.articles, since=assignment.since, until=assignment.until
            )
            self._walks.append(SiteWalk(site, asked, self.history, self.tally, fetcher))
        for walk in self._walks:
            walk.hosts = self.hosts
            walk.vanished_days = assignment.study.politeness.vanished_days
            await walk.walk(self.crawler.get_downloader_middleware(ObeyRobots))
        return
        yield  # Scrapy wants a generator

    def _crashed(self, failure: Failure) -> None:
        self._crash = f"The crawler itself failed: {in_words(failure.value or Exception())}."
        log.error("%s: %s", self.assignment.source.id, failure.getTraceback())

    def closed(self, reason: str) -> None:
        """Write how it went and close the archive. Scrapy calls this however the crawl ends."""
        today = self.started_at.astimezone(ZoneInfo(self.assignment.study.timezone)).date()
        self.result = self._summary(today)
        facts = self.result.facts() | {"sites": [walk.facts(today) for walk in self._walks]}
        try:
            self.history.archived(self.archive.path, self.archive.close(facts))
        except OSError as error:
            log.error("%s: cannot be written (%s)", self.archive.path, error.strerror)
        self.history.close()

    def _summary(self, today: date) -> CrawlResult:
        tally = self.tally
        outcome, reason = sum_up(self._walks)
        if self._crash:
            outcome, reason = "broken", self._crash
        if outcome == "complete":
            reason = f"{tally.fetched} new, {len(self.history) - tally.fetched} already archived."
            if troubles := "; ".join(filter(None, (walk.troubles for walk in self._walks))):
                reason += f" Not read, and asked again after a while: {troubles}."
        days = common([walk.covers(today) for walk in self._walks])
        return CrawlResult(
            source_id=self.assignment.source.id,
            crawl_id=self.archive.crawl_id,
            archive_file=self.archive.path,
            outcome=outcome,
            reason=reason,
            discovery=_told([(walk, walk.discovery) for walk in self._walks], " | "),
            requests=tally.requests,
            responses=dict(sorted(tally.responses.items())),
            found=tally.found,
            fetched=tally.fetched,
            unchanged=tally.unchanged,
            failed=tally.failed,
            bytes=tally.bytes,
            started_at=self.started_at,
            finished_at=datetime.now(UTC),
            covers_from=days[0] if days else None,
            covers_until=days[1] if days else None,
        )


def sum_up(walks: Sequence[SiteWalk]) -> tuple[Outcome, str]:
    """Say how a source went by how its sites went: as they all did, or partially, with the reasons of each."""
    if not walks:
        return "interrupted", "The crawl was stopped."
    outcomes = {walk.outcome for walk in walks}
    outcome: Outcome = outcomes.pop() if len(outcomes) == 1 else "partial"
    lacking = [(walk, walk.reason) for walk in walks if walk.outcome != "complete"]
    if len(walks) == 1:
        return outcome, walks[0].reason
    return outcome, " ".join(f"{walk.site.url}: {sentence(reason)}" for walk, reason in lacking)


def common(spans: Sequence[tuple[date, date] | None]) -> tuple[date, date] | None:
    """Return the days that all sites of a source vouch for: an edition that nobody saw may have had more."""
    history = [span for span in spans if span is not None]
    if not history or len(history) < len(spans):
        return None
    first, last = max(span[0] for span in history), min(span[1] for span in history)
    return (first, last) if first <= last else None


def _told(by_site: Sequence[tuple[SiteWalk, str]], between: str) -> str:
    if len(by_site) == 1:
        return by_site[0][1]
    return between.join(f"{walk.site.url}: {text}" for walk, text in by_site)
