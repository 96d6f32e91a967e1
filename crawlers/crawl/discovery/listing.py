"""Lists of articles, page by page. A page's number drifts as the source publishes, so it is never remembered."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

from crawlers.crawl.discovery.article_addresses import month_in_address
from crawlers.crawl.discovery.context import (
    Answer,
    Candidate,
    DiscoveryContext,
    FetchFailed,
    StrategyUnavailable,
)
from crawlers.crawl.discovery.history import GONE
from crawlers.crawl.discovery.markup import links
from crawlers.web.addresses import canonical

_MOST_PAGES = 5000
_PLACE = re.compile(r"\{(page|offset:(\d+))\}")


async def discover(context: DiscoveryContext) -> AsyncIterator[Candidate]:
    """Yield the articles that the site's listings link to, newest first, back to what the baseline crawl had."""
    if not context.site.listings:
        raise StrategyUnavailable("the catalogue names no listing of this site")
    context.begins_at = context.site.listings[0]
    seen: set[str] = set()
    broken = []
    for pattern in context.site.listings:
        try:
            async for found in _walk(context, pattern, seen):
                yield found
        except FetchFailed as why:
            broken.append(str(why))
    if not seen:
        raise StrategyUnavailable(
            "; ".join(broken)
            or f"no listing links to an article{' that fits the pattern' if context.site.articles else ''}"
        )
    context.gaps += broken


async def _walk(context: DiscoveryContext, pattern: str, seen: set[str]) -> AsyncIterator[Candidate]:
    """Follow one listing until a page shows nothing new, or nothing that the baseline crawl did not have.

    Raises FetchFailed when a page of it cannot be had, the first above all.
    """
    goes_on = False
    for number in range(_MOST_PAGES):
        answer = await context.ask(_address(pattern, number), "listing")
        if number and answer.status in GONE:  # how some say that there are no more
            return
        if answer.status != 200:
            raise FetchFailed(f"{_address(pattern, number)} answers {answer.status}")
        shown = _articles(context, answer)
        new = [url for url in shown if canonical(url) not in seen]
        if goes_on and not new:  # its pager promised more
            context.gaps.append(f"{_address(pattern, number)} shows nothing that the pages before it do not")
        goes_on = _links_to(answer, _address(pattern, number + 1))
        seen |= {canonical(url) for url in new}
        for url in new:
            found = Candidate(url=url)
            if not context.out_of_period(found):
                yield found
        if not _PLACE.search(pattern) or all(context.settled(url) or _too_old(context, url) for url in new):
            return


def _links_to(answer: Answer, url: str) -> bool:
    return any(canonical(link.url) == canonical(url) for link in links(answer) if link.url.startswith("http"))


def _too_old(context: DiscoveryContext, url: str) -> bool:
    since, month = context.since, month_in_address(url)
    return bool(since and month and month < (since.year, since.month))


def _articles(context: DiscoveryContext, answer: Answer) -> list[str]:
    anchors = (link.url for link in links(answer) if not link.relation)
    return [url for url in dict.fromkeys(anchors) if context.is_article(url)]


def _address(pattern: str, number: int) -> str:
    """Fill in the place holder: `{page}` counts 1, 2, 3 …, `{offset:N}` counts 0, N, 2N …"""
    return _PLACE.sub(
        lambda place: str(number + 1 if place[1] == "page" else number * int(place[2])), pattern
    )
