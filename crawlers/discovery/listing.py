"""Lists of articles, page by page. A page's number drifts as the source publishes, so it is never remembered."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

from crawlers.addresses import canonical
from crawlers.discovery.articles import month_in_address
from crawlers.discovery.markup import links
from crawlers.discovery.search import Answer, Found, NotOffered, Search, Unanswered
from crawlers.known import GONE

_MOST_PAGES = 5000
_PLACE = re.compile(r"\{(page|offset:(\d+))\}")


async def find(search: Search) -> AsyncIterator[Found]:
    """Yield the articles that the site's listings link to, newest first, back to what the baseline crawl had."""
    if not search.site.listings:
        raise NotOffered("the catalogue names no listing of this site")
    search.begins_at = search.site.listings[0]
    seen: set[str] = set()
    broken = []
    for pattern in search.site.listings:
        try:
            async for found in _walk(search, pattern, seen):
                yield found
        except Unanswered as why:
            broken.append(str(why))
    if not seen:
        raise NotOffered(
            "; ".join(broken)
            or f"no listing links to an article{' that fits the pattern' if search.site.articles else ''}"
        )
    search.gaps += broken


async def _walk(search: Search, pattern: str, seen: set[str]) -> AsyncIterator[Found]:
    """Follow one listing until a page shows nothing new, or nothing that the baseline crawl did not have.

    Raises Unanswered when a page of it cannot be had, the first above all.
    """
    for number in range(_MOST_PAGES):
        answer = await search.ask(_address(pattern, number), "listing")
        if number and answer.status in GONE:  # how some say that there are no more
            return
        if answer.status != 200:
            raise Unanswered(f"{_address(pattern, number)} answers {answer.status}")
        new = [url for url in _articles(search, answer) if canonical(url) not in seen]
        seen |= {canonical(url) for url in new}
        for url in new:
            found = Found(url=url)
            if not search.out_of_period(found):
                yield found
        if not _PLACE.search(pattern) or all(search.settled(url) or _too_old(search, url) for url in new):
            return


def _too_old(search: Search, url: str) -> bool:
    since, month = search.since, month_in_address(url)
    return bool(since and month and month < (since.year, since.month))


def _articles(search: Search, answer: Answer) -> list[str]:
    anchors = (link.url for link in links(answer) if not link.relation)
    return [url for url in dict.fromkeys(anchors) if search.is_article(url)]


def _address(pattern: str, number: int) -> str:
    """Fill in the place holder: `{page}` counts 1, 2, 3 …, `{offset:N}` counts 0, N, 2N …"""
    return _PLACE.sub(
        lambda place: str(number + 1 if place[1] == "page" else number * int(place[2])), pattern
    )
