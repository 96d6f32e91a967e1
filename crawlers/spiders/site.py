"""The spider of newspapers' and centres' sites: finds what is new, asks for it page by page, keeps count."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.robotstxt import ProtegoRobotParser
from twisted.python.failure import Failure

from crawlers.addresses import canonical
from crawlers.archive import ArchiveWriter
from crawlers.discovery import feed, listing, sitemap, wordpress
from crawlers.discovery.search import Found, NotOffered, Search, Strategy, Unanswered
from crawlers.downloading.fetching import Fetcher
from crawlers.downloading.reasons import in_words, refusal
from crawlers.downloading.robots import ObeyRobots, RobotsUnreachableError
from crawlers.known import GONE, Asked, Baseline, Known
from crawlers.outcome import CrawlResult, Outcome, Stop, Tally, sentence
from crawlers.settings import PRODUCT
from crawlers.sources import Centre, Newspaper, Site
from crawlers.spiders.vouching import covered, is_whole, verdict
from crawlers.study import Study

log = logging.getLogger("diaspora")

STRATEGIES: dict[str, Strategy] = {
    "wordpress": wordpress.find,
    "sitemap": sitemap.find,
    "feed": feed.find,
    "listing": listing.find,
}
_REFUSALS = 3
"""So many refused articles, before any was given, are a refusal by the site."""
_FAILURES = 5
"""After so many failures in a row the rest is left to the next crawl."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What one spider is to collect, and what it keeps it in."""

    source: Newspaper | Centre
    site: Site
    study: Study
    asked: Asked
    archive: ArchiveWriter
    known: Known
    tally: Tally


class SiteSpider(scrapy.Spider):
    """Walks one source. It asks for one address at a time, so that nothing piles up and order is known."""

    name = "site"

    def __init__(self, assignment: Assignment) -> None:
        super().__init__()
        self.assignment = assignment
        self.archive, self.known, self.tally = assignment.archive, assignment.known, assignment.tally
        self.hosts = assignment.source.hosts
        self.started_at = datetime.now(UTC)
        self.result: CrawlResult | None = None
        self._baseline = self.known.baseline(assignment.asked)
        self._outcome: tuple[Outcome, str] = ("interrupted", "The crawl was stopped.")
        self._tried: list[str] = []
        self._strategy, self._ended = "", False
        self._search: Search | None = None
        self._oldest: date | None = None
        self._refused = self._failed_in_a_row = self._left_out = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> SiteSpider:
        """Make the spider and listen for what goes wrong in it."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._crashed, signal=signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Do the whole crawl; nothing is left for Scrapy to schedule."""
        try:
            await self._collect()
        except Stop as stop:
            self._outcome = stop.outcome, stop.reason
        return
        yield  # Scrapy wants a generator

    async def _collect(self) -> None:
        asked, site = self.assignment.asked, self.assignment.site
        longest = self.assignment.study.politeness.longest_crawl
        self._fetcher = Fetcher(self.crawler, self.assignment.source.id, self.tally, longest)
        rules = await self._robots_rules()
        for name in self._chain():
            self._strategy = name
            self._search = search = Search(
                site=site,
                since=asked.since,
                until=asked.until,
                known=self.known,
                baseline=self._baseline_for(name),
                entry=self._baseline.entry if self._baseline and self._baseline.strategy == name else None,
                robots_sitemaps=tuple(rules.rp.sitemaps),
                fetch=self._fetcher.fetch,
            )
            found_before = self.tally.found
            try:
                await self._walk(STRATEGIES[name](search))
            except (NotOffered, Unanswered) as why:
                if isinstance(why, Unanswered) and self.tally.found > found_before:
                    raise Stop("partial", sentence(f"the list could not be read to its end: {why}")) from None
                self._tried.append(f"{name}: {why}")
                continue
            if self.tally.found and not len(self.known) and not self._left_out:
                reason = f"None of the {self.tally.found} articles found can be read: forbidden by robots.txt, or gone."
                raise Stop("blocked", reason)
            self._ended = True
            self._outcome = verdict(search, self._left_out)
            return
        self._strategy, self._search = "", None
        if not rules.allowed(site.url + "/", PRODUCT):
            raise Stop("blocked", "Its robots.txt forbids the front page and all that was tried.")
        raise Stop("broken", "No way of finding pages works.")

    async def _robots_rules(self) -> ProtegoRobotParser:
        first = self._baseline.entry.split()[0] if self._baseline else self.assignment.site.url + "/"
        robots = self.crawler.get_downloader_middleware(ObeyRobots)
        if robots is None:
            raise Stop("broken", "The crawler is set up without robots.txt.")
        try:
            return await robots.rules(self._fetcher.request(first, "home"))
        except RobotsUnreachableError as why:
            raise Stop("blocked", sentence(str(why))) from None

    def _chain(self) -> Iterator[str]:
        """Yield the strategies to try: the one that worked last, then those of the catalogue."""
        chain = [self._baseline.strategy] if self._baseline else []
        for name in self.assignment.site.discovery:  # without its API, WordPress has a sitemap and a feed
            chain += ["wordpress", "sitemap", "feed"] if name == "wordpress" else [name]
        yield from dict.fromkeys(chain)

    def _baseline_for(self, strategy: str) -> Baseline | None:
        """Return the crawl to build on: one that saw everything there is, or as much as this strategy can."""
        baseline = self._baseline
        return baseline if baseline and (baseline.whole or baseline.strategy == strategy) else None

    async def _walk(self, found: AsyncIterator[Found]) -> None:
        """Ask for each document found that is not archived, as the list yields them."""
        seen: set[str] = set()
        async for item in found:
            address = canonical(item.url)
            if address in seen:
                continue
            seen.add(address)
            self.tally.found += 1
            day = item.published or (
                item.modified.date() if isinstance(item.modified, datetime) else item.modified
            )
            self._oldest = min(filter(None, (self._oldest, day)), default=None)
            if self.known.holds(item.url, item.modified, before_this_crawl=item.in_hand):
                self.tally.unchanged += 1
            elif item.in_hand:  # its list is archived, and the document with it
                self.tally.fetched += 1
            else:
                await self._article(item.url)

    async def _article(self, url: str) -> None:
        if self.known.gave_up(url):
            self.tally.failed += 1
            return
        try:
            answer = await self._fetcher.fetch(url, "article", {})
        except Unanswered as why:
            status, settled = 0, why.lasting
        else:
            status, settled = answer.status, answer.status in {200, *GONE}
            self._refused += refusal(answer) is not None
        self.tally.fetched += status == 200
        self.tally.failed += status != 200
        if settled:
            self._failed_in_a_row = 0
            return
        self._failed_in_a_row += 1
        self._left_out += 1
        if self._refused >= _REFUSALS and not self.tally.fetched:
            raise Stop("blocked", f"The site refuses its articles: the first {self._refused} of them.")
        if self._failed_in_a_row >= _FAILURES:
            raise Stop(
                "partial", f"{_FAILURES} articles in a row gave no usable answer; the next crawl goes on."
            )

    def _crashed(self, failure: Failure) -> None:
        self._outcome = "broken", f"The crawler itself failed: {in_words(failure.value or Exception())}."
        log.error("%s: %s", self.assignment.source.id, failure.getTraceback())

    def closed(self, reason: str) -> None:
        """Write how it went and close the archive. Scrapy calls this however the crawl ends."""
        self.result = self._summary()
        search = self._search if self._ended else None
        facts = self.result.facts() | {
            "asked": self.assignment.asked.facts(),
            "as_of": search.as_of.isoformat() if search and search.as_of else None,
            "whole": search is not None and is_whole(search),
            "strategy": self._strategy,
            "entry": search.begins_at if search else "",
        }
        try:
            self.known.archived(self.archive.path, self.archive.close(facts))
        except OSError as error:
            log.error("%s: cannot be written (%s)", self.archive.path, error.strerror)
        self.known.close()

    def _summary(self) -> CrawlResult:
        outcome, reason = self._outcome
        tally, days = self.tally, None
        if self._ended and self._search:
            today = self.started_at.astimezone(ZoneInfo(self.assignment.study.timezone)).date()
            days = covered(self._search, self._left_out, self._oldest, today)
        if outcome == "complete":
            reason = f"{tally.fetched} new, {len(self.known) - tally.fetched} already archived."
        return CrawlResult(
            source_id=self.assignment.source.id,
            crawl_id=self.archive.crawl_id,
            archive_file=self.archive.path,
            outcome=outcome,
            reason=reason,
            discovery="; ".join([self._strategy, *self._tried] if self._strategy else self._tried),
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
