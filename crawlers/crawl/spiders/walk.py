"""One site of a source: finds what is new there, asks for it page by page, keeps count."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime

from scrapy.robotstxt import ProtegoRobotParser

from crawlers.catalogue.sources import Site
from crawlers.crawl.discovery import feed, links, listing, sitemap, wordpress
from crawlers.crawl.discovery.context import (
    Candidate,
    DiscoveryContext,
    FetchFailed,
    Strategy,
    StrategyUnavailable,
)
from crawlers.crawl.discovery.history import GONE, Checkpoint, CrawlScope
from crawlers.crawl.fetcher import Fetcher
from crawlers.crawl.history import CrawlHistory
from crawlers.crawl.middlewares.robots import ObeyRobots, RobotsUnreachableError
from crawlers.crawl.reasons import refusal
from crawlers.crawl.result import CrawlAborted, Outcome, Tally, sentence
from crawlers.crawl.settings import PRODUCT
from crawlers.crawl.spiders.coverage_claim import covered, is_whole, verdict
from crawlers.web.addresses import canonical

STRATEGIES: dict[str, Strategy] = {
    "wordpress": wordpress.discover,
    "sitemap": sitemap.discover,
    "feed": feed.discover,
    "listing": listing.discover,
    "links": links.discover,
}
_REFUSALS = 3
"""So many refused articles, before any was given, are a refusal by the site."""
_FAILURES = 5
"""After so many failures in a row the rest is left to the next crawl."""


class SiteWalk:
    """Walks one site. It asks for one address at a time, so that nothing piles up and order is known."""

    def __init__(
        self, site: Site, asked: CrawlScope, history: CrawlHistory, tally: Tally, fetcher: Fetcher
    ) -> None:
        self.site, self.asked = site, asked
        self.outcome: Outcome = "interrupted"
        self.reason = "The crawl was stopped."
        self._known, self._tally, self._fetcher = history, tally, fetcher
        self._baseline = history.baseline(asked)
        self._tried: list[str] = []
        self._strategy, self._ended = "", False
        self._search: DiscoveryContext | None = None
        self._oldest: date | None = None
        self._found = self._fetched = 0
        self._refused = self._failed_in_a_row = self._left_out = 0

    async def walk(self, robots: ObeyRobots | None) -> None:
        """Do the whole walk; whatever ends it, `outcome` and `reason` say how it went."""
        try:
            await self._collect(robots)
        except CrawlAborted as stop:
            self.outcome, self.reason = stop.outcome, stop.reason

    @property
    def discovery(self) -> str:
        """How pages were found, and why the ways tried before did not work."""
        return "; ".join([self._strategy, *self._tried] if self._strategy else self._tried)

    def covers(self, today: date) -> tuple[date, date] | None:
        """Return the first and last local day that the walk vouches for, if any."""
        if not self._ended or self._search is None:
            return None
        return covered(self._search, self._left_out, self._oldest, today)

    def facts(self, today: date) -> dict[str, object]:
        """Return what the next crawl builds on, as JSON."""
        context, covers = self._search if self._ended else None, self.covers(today)
        return {
            "asked": self.asked.facts(),
            "outcome": self.outcome,
            "covers_from": covers[0].isoformat() if covers else None,
            "as_of": context.as_of.isoformat() if context and context.as_of else None,
            "whole": context is not None and context.vouches and is_whole(context),
            "strategy": self._strategy,
            "entry": context.begins_at if context else "",
        }

    async def _collect(self, robots: ObeyRobots | None) -> None:
        rules = await self._robots_rules(robots)
        for name in self._chain():
            self._strategy = name
            self._search = context = DiscoveryContext(
                site=self.site,
                since=self.asked.since,
                until=self.asked.until,
                history=self._known,
                baseline=self._baseline_for(name),
                entry=self._baseline.entry if self._baseline and self._baseline.strategy == name else None,
                robots_sitemaps=tuple(rules.rp.sitemaps),
                fetch=self._fetcher.fetch,
            )
            found_before = self._found
            try:
                await self._walk(STRATEGIES[name](context))
            except (StrategyUnavailable, FetchFailed) as why:
                if isinstance(why, FetchFailed) and self._found > found_before:
                    raise CrawlAborted(
                        "partial", sentence(f"the list could not be read to its end: {why}")
                    ) from None
                self._tried.append(f"{name}: {why}")
                continue
            if self._found and not len(self._known) and not self._left_out:
                reason = (
                    f"None of the {self._found} articles found can be read: forbidden by robots.txt, or gone."
                )
                raise CrawlAborted("blocked", reason)
            self._ended = True
            self.outcome, self.reason = verdict(context, self._left_out)
            return
        self._strategy, self._search = "", None
        if not rules.allowed(self.site.url + "/", PRODUCT):
            raise CrawlAborted("blocked", "Its robots.txt forbids the front page and all that was tried.")
        raise CrawlAborted("broken", "No way of finding pages works.")

    async def _robots_rules(self, robots: ObeyRobots | None) -> ProtegoRobotParser:
        first = self._baseline.entry.split()[0] if self._baseline else self.site.url + "/"
        if robots is None:
            raise CrawlAborted("broken", "The crawler is set up without robots.txt.")
        try:
            return await robots.rules(self._fetcher.request(first, "home"))
        except RobotsUnreachableError as why:
            raise CrawlAborted("blocked", sentence(str(why))) from None

    def _chain(self) -> Iterator[str]:
        """Yield the strategies to try: the one that worked last, then those of the catalogue.

        Where only links could be followed, something better may have come back since.
        """
        chain = [self._baseline.strategy] if self._baseline and self._baseline.strategy != "links" else []
        for name in self.site.discovery:  # without its API, WordPress has a sitemap and a feed
            chain += ["wordpress", "sitemap", "feed"] if name == "wordpress" else [name]
        yield from dict.fromkeys(chain)

    def _baseline_for(self, strategy: str) -> Checkpoint | None:
        """Return the crawl to build on: one that saw everything there is, or as much as this strategy can."""
        baseline = self._baseline
        return baseline if baseline and (baseline.whole or baseline.strategy == strategy) else None

    async def _walk(self, found: AsyncIterator[Candidate]) -> None:
        """Ask for each document found that is not archived, as the list yields them."""
        seen: set[str] = set()
        async for item in found:
            address = canonical(item.url)
            if address in seen:
                continue
            seen.add(address)
            self._found += 1
            self._tally.found += 1
            day = item.published or (
                item.modified.date() if isinstance(item.modified, datetime) else item.modified
            )
            self._oldest = min(filter(None, (self._oldest, day)), default=None)
            if self._known.holds(item.url, item.modified, before_this_crawl=item.has_body):
                self._tally.unchanged += 1
            elif item.has_body:  # its list is archived, and the document with it
                self._took()
            else:
                await self._article(item.url)

    async def _article(self, url: str) -> None:
        if self._known.gave_up(url):
            self._tally.failed += 1
            return
        try:
            answer = await self._fetcher.fetch(url, "article", {})
        except FetchFailed as why:
            status, settled = 0, why.lasting
        else:
            status, settled = answer.status, answer.status in {200, *GONE}
            self._refused += refusal(answer) is not None
        if status == 200:
            self._took()
        else:
            self._tally.failed += 1
        if settled:
            self._failed_in_a_row = 0
            return
        self._failed_in_a_row += 1
        self._left_out += 1
        if self._refused >= _REFUSALS and not self._fetched:
            raise CrawlAborted(
                "blocked", f"The site refuses its articles: the first {self._refused} of them."
            )
        if self._failed_in_a_row >= _FAILURES:
            raise CrawlAborted(
                "partial", f"{_FAILURES} articles in a row gave no usable answer; the next crawl goes on."
            )

    def _took(self) -> None:
        self._fetched += 1
        self._tally.fetched += 1
