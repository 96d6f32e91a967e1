"""One site of a source: finds what is new there, asks for it page by page, keeps count."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from scrapy.robotstxt import ProtegoRobotParser

from crawlers.catalogue.sources import Site
from crawlers.crawl.discovery import feed, further_pages, links, listing, sitemap, wordpress
from crawlers.crawl.discovery.article_addresses import form_of
from crawlers.crawl.discovery.context import (
    Answer,
    Candidate,
    DiscoveryContext,
    FetchFailed,
    Strategy,
    StrategyUnavailable,
)
from crawlers.crawl.discovery.history import GONE, Checkpoint, CrawlScope
from crawlers.crawl.fetcher import Fetcher
from crawlers.crawl.history import WALL, CrawlHistory
from crawlers.crawl.middlewares.robots import ObeyRobots, RobotsUnreachableError
from crawlers.crawl.reasons import refusal
from crawlers.crawl.result import CrawlAborted, Outcome, Tally, sentence
from crawlers.crawl.spiders import vanished
from crawlers.crawl.spiders.coverage_claim import Claim, covered, is_whole, verdict
from crawlers.web.addresses import canonical
from crawlers.web.user_agent import PRODUCT

log = logging.getLogger(__name__)

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


_BARREN = 30
"""After so many addresses of one form in a row that gave no document, the rest of that form is left: a calendar has no
end, and neither have sessions."""
_WALLED = 10
"""After so many answers in a row that show one page the rest is left, too."""


@dataclass
class _Attempt:
    """One way of finding pages, as far as it led."""

    strategy: str
    context: DiscoveryContext
    listed: set[str] = field(default_factory=set)
    """Canonical addresses that it named."""

    @property
    def gaps(self) -> list[str]:
        """What of its list could not be read, in words; empty when its end was seen."""
        lost = self.context.elsewhere if self.context.lost_elsewhere(len(self.listed)) else []
        return [*self.context.gaps, *lost]


class SiteWalk:
    """Walks one site. It asks for one address at a time, so that nothing piles up and order is known."""

    def __init__(
        self, site: Site, asked: CrawlScope, history: CrawlHistory, tally: Tally, fetcher: Fetcher
    ) -> None:
        self.site, self.asked = site, asked
        self.outcome: Outcome = "interrupted"
        self.reason = "The crawl was stopped."
        self.hosts: frozenset[str] = frozenset()
        self.vanished_days = 7
        self._history, self._tally, self._fetcher = history, tally, fetcher
        self._baseline = history.baseline(asked)
        self._tried: list[str] = []
        self._attempt: _Attempt | None = None
        self._ended = False
        self._compared_at: datetime | None = None
        self._oldest: date | None = None
        self._found: dict[str, str] = {}
        self._asked: set[str] = set()
        self._barren: Counter[str] = Counter()
        self._left: Counter[str] = Counter()
        self._forbidden: set[str] = set()
        self._fetched: list[str] = []
        self._refused = self._failed_in_a_row = self._walled_in_a_row = 0

    async def walk(self, robots: ObeyRobots | None) -> None:
        """Do the whole walk; whatever ends it, `outcome` and `reason` say how it went."""
        try:
            await self._collect(robots)
        except CrawlAborted as stop:
            self.outcome, self.reason = stop.outcome, stop.reason
        finally:
            self._count_walls()

    @property
    def discovery(self) -> str:
        """How pages were found, and why the ways tried before did not work."""
        worked = [self._attempt.strategy] if self._attempt else []
        return "; ".join([*worked, *self._tried])

    @property
    def troubles(self) -> str:
        """What of the articles found could not be read, in words; empty when there is none."""
        why = Counter(trouble for url in self._found.values() if (trouble := self._history.trouble(url)))
        return ", ".join(f"{number} {reason!r}" for reason, number in why.most_common(5))

    def covers(self, today: date) -> tuple[date, date] | None:
        """Return the first and last local day that the walk vouches for, if any."""
        if not self._ended or self._attempt is None:
            return None
        return covered(self._attempt.context, self._claim(self._attempt), self._oldest, today)

    def facts(self, today: date) -> dict[str, object]:
        """Return what the next crawl builds on, as JSON."""
        context = self._attempt.context if self._ended and self._attempt else None
        covers = self.covers(today)
        return {
            "asked": self.asked.facts(),
            "outcome": self.outcome,
            "covers_from": covers[0].isoformat() if covers else None,
            "as_of": context.as_of.isoformat() if context and context.as_of else None,
            "whole": context is not None and context.vouches and is_whole(context),
            "strategy": self._attempt.strategy if self._attempt else "",
            "entry": context.begins_at if context else "",
            "compared_at": self._compared_at.isoformat() if self._compared_at else None,
        }

    async def _collect(self, robots: ObeyRobots | None) -> None:
        rules = await self._robots_rules(robots)
        short: list[_Attempt] = []
        """Ways whose list was not read to its end."""
        for name, entry in self._chain():
            if name in {one.strategy for one in short}:
                continue
            if name == "links" and self._found:  # lists that break off are no reason to wander
                continue
            attempt = self._attempt = _Attempt(name, self._context(name, entry, rules))
            try:
                await self._follow(attempt)
            except (StrategyUnavailable, FetchFailed) as why:
                self._attempt = None
                if not attempt.listed and not attempt.context.gaps:
                    self._tried.append(f"{name}: {why}")
                    continue
                attempt.context.gaps.append(f"the list could not be read to its end: {why}")
            if attempt.gaps:
                self._attempt = None
                short.append(attempt)
                self._tried.append(f"{name}: {'; '.join(attempt.gaps)}")
                continue
            break
        whole = self._attempt
        # Another way makes up for a list that broke off only if it names all that the broken one did, and more.
        made_up = whole and is_whole(whole.context) and all(one.listed <= whole.listed for one in short)
        if whole is None and not short:
            if not rules.allowed(self.site.url + "/", PRODUCT):
                raise CrawlAborted("blocked", "Its robots.txt forbids the front page and all that was tried.")
            raise CrawlAborted("broken", "No way of finding pages works.")
        if self._attempt is None:
            self._attempt = short[0]
            self._tried = [one for one in self._tried if not one.startswith(f"{short[0].strategy}: ")]
        if not short:
            await self._look_for_vanished(self._attempt, rules)
        self._ended = True
        self.outcome, self.reason = verdict(self._attempt.context, self._claim(self._attempt))
        if short and whole and not made_up:
            gaps = "; ".join(gap for one in short for gap in one.gaps)
            self.outcome, self.reason = "partial", sentence("; ".join(filter(None, (gaps, self.reason))))

    def _context(self, strategy: str, entry: str | None, rules: ProtegoRobotParser) -> DiscoveryContext:
        return DiscoveryContext(
            site=self.site,
            since=self.asked.since,
            until=self.asked.until,
            history=self._history,
            baseline=self._baseline_for(strategy),
            entry=entry,
            robots_sitemaps=tuple(rules.rp.sitemaps),
            fetch=self._fetcher.fetch,
            hosts=self.hosts,
            allowed=lambda url: rules.allowed(url, PRODUCT),
        )

    async def _look_for_vanished(self, attempt: _Attempt, rules: ProtegoRobotParser) -> None:
        """Ask for documents that the site may have taken down, if it is time."""
        before, now = self._history.compared_at(self.site.url), datetime.now(UTC)
        due = before is None or now - before >= timedelta(days=self.vanished_days)
        if self.asked.since or self.asked.until or not self.site.url or not due:
            return
        self._compared_at = now
        if attempt.context.baseline is None and is_whole(attempt.context) and attempt.context.vouches:
            listed = attempt.listed
        elif attempt.strategy in {"wordpress", "sitemap"}:
            afresh = self._context(attempt.strategy, attempt.context.begins_at, rules)
            afresh.baseline = None
            try:
                if attempt.strategy == "wordpress":
                    found = [url async for url in wordpress.addresses(afresh, afresh.entry or "")]
                else:
                    found = [one.url async for one in sitemap.discover(afresh)]
            except (StrategyUnavailable, FetchFailed):
                return
            if afresh.gaps:
                return
            listed = {canonical(url) for url in found}
        else:
            await vanished.spot_check(
                self._history, self.site.host, attempt.listed, self._ask_whether_it_stands
            )
            return
        compared = await vanished.compare(self._history, self.site.host, listed, self._ask_whether_it_stands)
        if compared.gap:
            attempt.context.gaps.append(compared.gap)

    async def _ask_whether_it_stands(self, url: str) -> None:
        with suppress(FetchFailed):
            await self._fetcher.fetch(url, "article", {})

    def _claim(self, attempt: _Attempt) -> Claim:
        """Sum up what became of the articles found."""
        history = self._history
        lost = {
            address: url
            for address, url in self._found.items()
            if (address in self._asked or history.trouble(url))
            and (address not in self._forbidden or history.trouble(url) == WALL)
            and not history.holds(url)
            and not history.is_something_else(url)
        }
        given_up = {
            address for address, url in lost.items() if address not in self._asked and history.gave_up(url)
        }
        return Claim(
            gaps=[
                *attempt.gaps,
                *(
                    f"{number} addresses of the form {form} were left, for {_BARREN} gave no document"
                    for form, number in self._left.items()
                ),
            ],
            found=len(self._found),
            read=sum(history.holds(url) for url in self._found.values()),
            forbidden=len(self._forbidden),
            lost=len(lost) - len(given_up),
            given_up=len(given_up),
            something_else=sum(history.is_something_else(url) for url in self._found.values()),
            troubles=self.troubles,
        )

    async def _robots_rules(self, robots: ObeyRobots | None) -> ProtegoRobotParser:
        first = self._baseline.entry.split()[0] if self._baseline else self.site.url + "/"
        if robots is None:
            raise CrawlAborted("broken", "The crawler is set up without robots.txt.")
        try:
            return await robots.rules(self._fetcher.request(first, "home"))
        except RobotsUnreachableError as why:
            raise CrawlAborted("blocked", sentence(str(why))) from None

    def _chain(self) -> Iterator[tuple[str, str | None]]:
        """Yield the strategies to try, with where to begin: the one that worked last, then those of the catalogue.

        Where only links could be followed, something better may have come back since.
        """
        baseline = self._baseline
        if baseline and baseline.strategy != "links":
            yield baseline.strategy, baseline.entry
        chain: list[str] = []
        for name in self.site.discovery:  # without its API, WordPress has a sitemap and a feed
            chain += ["wordpress", "sitemap", "feed"] if name == "wordpress" else [name]
        for strategy in dict.fromkeys(chain):
            yield strategy, baseline.entry if baseline and baseline.strategy == strategy == "links" else None

    def _baseline_for(self, strategy: str) -> Checkpoint | None:
        """Return the crawl to build on: one that saw everything there is, or as much as this strategy can."""
        baseline = self._baseline
        return baseline if baseline and (baseline.whole or baseline.strategy == strategy) else None

    async def _follow(self, attempt: _Attempt) -> None:
        """Ask for each document that a way finds and that is not archived, as its list yields them."""
        try:
            async for item in STRATEGIES[attempt.strategy](attempt.context):
                address = canonical(item.url)
                attempt.listed.add(address)
                if address not in self._found:
                    self._found[address] = item.url
                    self._tally.found += 1
                    await self._take(item, was_asked=attempt.strategy == "links")
        except (CrawlAborted, StrategyUnavailable, FetchFailed):
            raise
        except Exception as error:  # what is wrong with one list must not end the others
            log.exception("%s: reading the %s failed", self.site.url, attempt.strategy)
            raise FetchFailed(f"reading it failed ({type(error).__name__}: {error})") from None

    async def _take(self, item: Candidate, *, was_asked: bool) -> None:
        day = item.published or (
            item.modified.date() if isinstance(item.modified, datetime) else item.modified
        )
        self._oldest = min(filter(None, (self._oldest, day)), default=None)
        if self._history.holds(item.url, item.modified, before_this_crawl=item.has_body):
            self._tally.unchanged += 1
        elif item.has_body and self._history.holds(
            item.url
        ):  # its list is archived, and the document with it
            self._took(item.url)
        elif item.has_body and was_asked:  # and it is none
            self._asked.add(canonical(item.url))
            self._tally.failed += 1
        else:
            await self._article(item.url)

    async def _article(self, url: str) -> None:
        form = form_of(url)
        if self._history.gave_up(url):
            self._tally.failed += 1
            return
        if self._barren[form] >= _BARREN:
            self._tally.failed += 1
            self._left[form] += 1
            return
        answer = None
        try:
            answer = await self._fetcher.fetch(url, "article", {})
        except FetchFailed as why:
            settled = why.lasting
            if why.lasting:
                self._forbidden.add(canonical(url))
        else:
            settled = self._history.trouble(url) is None or answer.status in {200, *GONE}
            self._refused += refusal(answer) is not None
        self._asked.add(canonical(url))
        if answer is not None and self._history.holds(url):
            self._took(url)
            self._barren[form] = 0
            await self._further_pages(url, answer)
        else:
            self._barren[form] += 1
            self._tally.failed += 1
        self._give_up_after_a_wall(url)
        if self._refused >= _REFUSALS and not self._fetched:
            raise CrawlAborted(
                "blocked", f"The site refuses its articles: the first {self._refused} of them."
            )
        if settled:
            self._failed_in_a_row = 0
            return
        self._failed_in_a_row += 1
        if self._failed_in_a_row >= _FAILURES:
            raise CrawlAborted(
                "partial", f"{_FAILURES} articles in a row gave no usable answer; the next crawl goes on."
            )

    async def _further_pages(self, article: str, answer: Answer) -> None:
        """Ask for the other pages of an article that stands on several; extraction reads them as one document."""
        for number in range(2, further_pages.MOST + 1):
            url = further_pages.further_page(answer, article, number)
            if url is None:
                return
            try:
                answer = await self._fetcher.fetch(url, "further page", {})
            except FetchFailed:
                return

    def _give_up_after_a_wall(self, url: str) -> None:
        walled = self._history.trouble(url) == WALL
        self._walled_in_a_row = self._walled_in_a_row + 1 if walled else 0
        if self._walled_in_a_row >= _WALLED:
            raise CrawlAborted(
                "blocked", f"The site shows one page in place of its articles, {url} for one; a wall?"
            )

    def _count_walls(self) -> None:
        """Take back what was counted as a document before others showed that it is a wall."""
        walls = sum(not self._history.holds(url) for url in self._fetched)
        self._tally.fetched -= walls
        self._tally.failed += walls

    def _took(self, url: str) -> None:
        self._fetched.append(url)
        self._tally.fetched += 1
