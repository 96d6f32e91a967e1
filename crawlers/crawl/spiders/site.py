"""The spider of newspapers' and centres' sites: walks every site that a source has today, and sums up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crawlers.catalogue.sources import Centre, Newspaper, Site
from crawlers.crawl.discovery.history import CrawlScope
from crawlers.crawl.fetcher import Fetcher
from crawlers.crawl.middlewares.robots import ObeyRobots
from crawlers.crawl.result import Outcome, sentence
from crawlers.crawl.spiders.source_spider import Assignment, Ended, SourceSpider
from crawlers.crawl.spiders.walk import SiteWalk


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAssignment(Assignment):
    """Which sites of a source a spider walks, and of which days."""

    source: Newspaper | Centre
    sites: tuple[Site, ...]
    """Those that answer today: editions side by side, or the present address of a source that moved."""
    since: date | None
    until: date | None


class SiteSpider(SourceSpider):
    """Walks the sites of one source one after the other, into one archive file and one account of it all."""

    name = "site"

    def __init__(self, assignment: SiteAssignment) -> None:
        super().__init__(assignment)
        self.assignment, self.hosts = assignment, assignment.source.hosts
        self._walks: list[SiteWalk] = []

    async def collect(self) -> Ended:
        """Walk every site."""
        assignment, polite = self.assignment, self.study.politeness
        fetcher = Fetcher(
            self.crawler, self.source_id, self.tally, polite.longest_crawl, most_requests=polite.most_requests
        )
        for site in assignment.sites:
            asked = CrawlScope(
                site=site.url, articles=site.articles, since=assignment.since, until=assignment.until
            )
            self._walks.append(SiteWalk(site, asked, self.history, self.tally, fetcher))
        for walk in self._walks:
            walk.hosts = self.hosts
            walk.vanished_days = polite.vanished_days
            await walk.walk(self.crawler.get_downloader_middleware(ObeyRobots))
        outcome, reason = sum_up(self._walks)
        if outcome == "complete":
            reason = f"{self.tally.fetched} new, {len(self.history) - self.tally.fetched} already archived."
            if troubles := "; ".join(filter(None, (walk.troubles for walk in self._walks))):
                reason += f" Not read, and asked again after a while: {troubles}."
        return Ended(outcome, reason)

    def stopped(self) -> Ended:
        """Each walk knows how far it came, and what it may vouch for all the same."""
        outcome, reason = self.ended.outcome, self.ended.reason
        if outcome == "interrupted":
            outcome, reason = sum_up(self._walks)
        return Ended(
            outcome,
            reason,
            common([walk.covers(self.today) for walk in self._walks]),
            _told([(walk, walk.discovery) for walk in self._walks], " | "),
            {"sites": [walk.facts(self.today) for walk in self._walks]},
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
    claimed = [span for span in spans if span is not None]
    if not claimed or len(claimed) < len(spans):
        return None
    first, last = max(span[0] for span in claimed), min(span[1] for span in claimed)
    return (first, last) if first <= last else None


def _told(by_site: Sequence[tuple[SiteWalk, str]], between: str) -> str:
    if len(by_site) == 1:
        return by_site[0][1]
    return between.join(f"{walk.site.url}: {text}" for walk, text in by_site)
