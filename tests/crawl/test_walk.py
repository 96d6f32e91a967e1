"""A walk of one site without a site: which days it vouches for, by what its articles answered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import Any, cast

import pytest
from scrapy.robotstxt import ProtegoRobotParser

from crawlers.catalogue.sources import Site
from crawlers.crawl.discovery.context import Answer, Candidate, DiscoveryContext, FetchFailed
from crawlers.crawl.discovery.history import CrawlScope
from crawlers.crawl.result import Tally
from crawlers.crawl.spiders import walk
from crawlers.crawl.spiders.walk import SiteWalk

SINCE, UNTIL, TODAY = date(2016, 1, 1), date(2016, 1, 31), date(2016, 3, 1)


class Paper:
    """A site, its history and the fetcher between them: articles called /ok/N are read, all others answer 500."""

    def __init__(self) -> None:
        self.read: set[str] = set()
        self.failed: set[str] = set()
        self.given_up: set[str] = set()

    async def fetch(self, url: str, role: str, headers: object) -> Answer:
        if "/ok/" not in url:
            self.failed.add(url)
            raise FetchFailed("answered 500")
        self.read.add(url)
        return Answer(url=url, status=200, headers={}, body=b"")

    def request(self, url: str, role: str) -> None:
        return None

    async def rules(self, request: object) -> ProtegoRobotParser:
        return ProtegoRobotParser(b"", spider=None)

    def baseline(self, asked: CrawlScope) -> None:
        return None

    def compared_at(self, site: str) -> None:
        return None

    def holds(self, url: str, *_: object, **__: object) -> bool:
        return url in self.read

    def trouble(self, url: str) -> str | None:
        return "answered 500" if url in self.failed | self.given_up else None

    def gave_up(self, url: str) -> bool:
        return url in self.given_up

    def is_something_else(self, url: str) -> bool:
        return False


@pytest.mark.parametrize(
    ("articles", "given_up", "outcome", "vouches"),
    [
        pytest.param(["/ok/1", "/ok/2", "/ok/3"], (), "complete", True, id="all read"),
        pytest.param(["/ok/1", "/ok/2", "/bad/3"], (), "partial", False, id="one failed"),
        pytest.param(["/ok/1", "/ok/2", "/old/3"], ("/old/3",), "complete", True, id="one failed for good"),
        pytest.param(["/bad/1", "/bad/2", "/bad/3"], (), "broken", False, id="all failed"),
    ],
)
def test_a_walk_vouches_for_its_days_only_if_no_article_is_left_to_ask_for(
    articles: list[str],
    given_up: tuple[str, ...],
    outcome: str,
    vouches: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    host = "https://paper.example"

    async def listed(context: DiscoveryContext) -> AsyncIterator[Candidate]:
        for path in articles:
            yield Candidate(url=host + path)

    monkeypatch.setitem(walk.STRATEGIES, "feed", listed)
    paper = cast(Any, Paper())
    paper.given_up = {host + path for path in given_up}
    site = Site(url=host, discovery=("feed",))  # type: ignore[arg-type]
    one = SiteWalk(
        site, CrawlScope(site=host, articles=None, since=SINCE, until=UNTIL), paper, Tally(), paper
    )
    asyncio.run(one.walk(paper))
    assert (one.outcome, one.covers(TODAY)) == (outcome, (SINCE, UNTIL) if vouches else None)
