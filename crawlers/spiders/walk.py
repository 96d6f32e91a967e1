"""One site of a source: finds what is new there, asks for it page by page, keeps count."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime

from scrapy.robotstxt import ProtegoRobotParser

from crawlers.addresses import canonical
from crawlers.discovery import feed, links, listing, sitemap, wordpress
from crawlers.discovery.search import Found, NotOffered, Search, Strategy, Unanswered
from crawlers.downloading.fetching import Fetcher
from crawlers.downloading.reasons import refusal
from crawlers.downloading.robots import ObeyRobots, RobotsUnreachableError
from crawlers.known import GONE, Asked, Baseline, Known
from crawlers.outcome import Outcome, Stop, Tally, sentence
from crawlers.settings import PRODUCT
from crawlers.sources import Site
from crawlers.spiders.vouching import covered, is_whole, verdict

STRATEGIES: dict[str, Strategy] = {
    "wordpress": wordpress.find,
    "sitemap": sitemap.find,
    "feed": feed.find,
    "listing": listing.find,
    "links": links.find,
}
_REFUSALS = 3
"""So many refused articles, before any was given, are a refusal by the site."""
_FAILURES = 5
"""After so many failures in a row the rest is left to the next crawl."""


class SiteWalk:
    """Walks one site. It asks for one address at a time, so that nothing piles up and order is known."""

    def __init__(self, site: Site, asked: Asked, known: Known, tally: Tally, fetcher: Fetcher) -> None:
        self.site, self.asked = site, asked
        self.outcome: Outcome = "interrupted"
        self.reason = "The crawl was stopped."
        self._known, self._tally, self._fetcher = known, tally, fetcher
        self._baseline = known.baseline(asked)
        self._tried: list[str] = []
        self._strategy, self._ended = "", False
        self._search: Search | None = None
        self._oldest: date | None = None
        self._found = self._fetched = 0
        self._refused = self._failed_in_a_row = self._left_out = 0

    async def walk(self, robots: ObeyRobots | None) -> None:
        """Do the whole walk; whatever ends it, `outcome` and `reason` say how it went."""
        try:
            await self._collect(robots)
        except Stop as stop:
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
        search, covers = self._search if self._ended else None, self.covers(today)
        return {
            "asked": self.asked.facts(),
            "outcome": self.outcome,
            "covers_from": covers[0].isoformat() if covers else None,
            "as_of": search.as_of.isoformat() if search and search.as_of else None,
            "whole": search is not None and search.vouches and is_whole(search),
            "strategy": self._strategy,
            "entry": search.begins_at if search else "",
        }

    async def _collect(self, robots: ObeyRobots | None) -> None:
        rules = await self._robots_rules(robots)
        for name in self._chain():
            self._strategy = name
            self._search = search = Search(
                site=self.site,
                since=self.asked.since,
                until=self.asked.until,
                known=self._known,
                baseline=self._baseline_for(name),
                entry=self._baseline.entry if self._baseline and self._baseline.strategy == name else None,
                robots_sitemaps=tuple(rules.rp.sitemaps),
                fetch=self._fetcher.fetch,
            )
            found_before = self._found
            try:
                await self._walk(STRATEGIES[name](search))
            except (NotOffered, Unanswered) as why:
                if isinstance(why, Unanswered) and self._found > found_before:
                    raise Stop("partial", sentence(f"the list could not be read to its end: {why}")) from None
                self._tried.append(f"{name}: {why}")
                continue
            if self._found and not len(self._known) and not self._left_out:
                reason = (
                    f"None of the {self._found} articles found can be read: forbidden by robots.txt, or gone."
                )
                raise Stop("blocked", reason)
            self._ended = True
            self.outcome, self.reason = verdict(search, self._left_out)
            return
        self._strategy, self._search = "", None
        if not rules.allowed(self.site.url + "/", PRODUCT):
            raise Stop("blocked", "Its robots.txt forbids the front page and all that was tried.")
        raise Stop("broken", "No way of finding pages works.")

    async def _robots_rules(self, robots: ObeyRobots | None) -> ProtegoRobotParser:
        first = self._baseline.entry.split()[0] if self._baseline else self.site.url + "/"
        if robots is None:
            raise Stop("broken", "The crawler is set up without robots.txt.")
        try:
            return await robots.rules(self._fetcher.request(first, "home"))
        except RobotsUnreachableError as why:
            raise Stop("blocked", sentence(str(why))) from None

    def _chain(self) -> Iterator[str]:
        """Yield the strategies to try: the one that worked last, then those of the catalogue.

        Where only links could be followed, something better may have come back since.
        """
        chain = [self._baseline.strategy] if self._baseline and self._baseline.strategy != "links" else []
        for name in self.site.discovery:  # without its API, WordPress has a sitemap and a feed
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
            self._found += 1
            self._tally.found += 1
            day = item.published or (
                item.modified.date() if isinstance(item.modified, datetime) else item.modified
            )
            self._oldest = min(filter(None, (self._oldest, day)), default=None)
            if self._known.holds(item.url, item.modified, before_this_crawl=item.in_hand):
                self._tally.unchanged += 1
            elif item.in_hand:  # its list is archived, and the document with it
                self._took()
            else:
                await self._article(item.url)

    async def _article(self, url: str) -> None:
        if self._known.gave_up(url):
            self._tally.failed += 1
            return
        try:
            answer = await self._fetcher.fetch(url, "article", {})
        except Unanswered as why:
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
            raise Stop("blocked", f"The site refuses its articles: the first {self._refused} of them.")
        if self._failed_in_a_row >= _FAILURES:
            raise Stop(
                "partial", f"{_FAILURES} articles in a row gave no usable answer; the next crawl goes on."
            )

    def _took(self) -> None:
        self._fetched += 1
        self._tally.fetched += 1
