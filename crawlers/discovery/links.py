"""From link to link, for a site that has no list of its articles: the last resort, bounded on every side.

Sites have endless corners: calendars, session numbers, sort orders. `articles.may_be_article` knows their usual
addresses; what it does not know is stopped here, by how far from the front page, how barren and how many.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import parse_qsl, urlsplit

from crawlers.addresses import canonical
from crawlers.discovery.articles import is_trap, may_be_article
from crawlers.discovery.markup import links
from crawlers.discovery.search import Answer, Found, NotOffered, Search, Unanswered

_DEEPEST = 8
"""Links from the front page; a list that shows something new takes nobody deeper."""
_MOST_LISTS, _MOST_ARTICLES = 500, 5000
"""Requests of one crawl."""
_BARREN = 3
"""Lists in a row that show nothing new, after which their links to lists are left."""
_MOST_FIELDS = 3
"""Fields of a query: addresses with more are filters and orders."""


@dataclass(frozen=True, slots=True)
class _Page:
    url: str
    depth: int
    barren: int
    is_article: bool


async def find(search: Search) -> AsyncIterator[Found]:
    """Yield the articles that can be reached from the front page; their pages are asked for here already."""
    home = await search.home()
    search.begins_at = search.site.url + "/"
    search.vouches = False
    seen = {canonical(search.site.url), canonical(home.url)}
    bodies = {_digest(home)}
    asked: Counter[bool] = Counter()
    waiting = deque(_next(search, home, _Page(home.url, 0, 0, False), seen))
    if not waiting:
        raise NotOffered("the front page links to no page of its own site")
    while waiting:
        page = waiting.popleft()
        if page.is_article and (search.known.holds(page.url) or search.out_of_period(Found(url=page.url))):
            if not search.out_of_period(Found(url=page.url)):
                yield Found(url=page.url)
            continue
        if asked[page.is_article] >= (_MOST_ARTICLES if page.is_article else _MOST_LISTS):
            what = f"{_MOST_ARTICLES} articles" if page.is_article else f"{_MOST_LISTS} lists"
            search.gaps = list(dict.fromkeys([*search.gaps, f"from link to link it was left after {what}"]))
            continue
        asked[page.is_article] += 1
        try:
            answer = await search.ask(page.url, "article" if page.is_article else "listing")
        except Unanswered:
            if page.is_article:  # asked again as others are, so that its failure is counted
                yield Found(url=page.url)
            continue
        if page.is_article:
            yield Found(url=page.url, in_hand=answer.status == 200)
        if answer.status == 200 and _digest(answer) not in bodies:  # the same page under another address
            bodies.add(_digest(answer))
            waiting.extend(_next(search, answer, page, seen))


def _next(search: Search, answer: Answer, page: _Page, seen: set[str]) -> Iterator[_Page]:
    """Yield the pages to look at that a page links to, and that no page before it did."""
    found: list[tuple[str, bool]] = []
    for link in links(answer):
        if link.relation or not search.is_own(link.url) or is_trap(link.url) or _is_order(link.url):
            continue
        address = canonical(link.url)
        if address not in seen:
            seen.add(address)
            found.append((link.url, may_be_article(link.url, search.site)))
    fresh = any(is_article and not search.known.holds(url) for url, is_article in found)
    productive = fresh and not page.is_article
    depth = page.depth + (not productive)
    barren = 0 if productive or page.depth == 0 else page.barren + (not page.is_article)
    if depth > _DEEPEST:
        return
    for url, is_article in found:
        if is_article:
            yield _Page(url, depth, 0, True)
        elif barren < _BARREN and (not search.baseline or productive or page.depth == 0):
            yield _Page(url, depth, barren, False)


def _is_order(url: str) -> bool:
    """Whether an address looks like one of endless variants: many fields, or a path that repeats itself."""
    parts = urlsplit(url)
    steps = [step for step in parts.path.split("/") if step]
    repeats = max(Counter(steps).values(), default=0) > 2
    return len(parse_qsl(parts.query)) > _MOST_FIELDS or repeats


def _digest(answer: Answer) -> bytes:
    return blake2b(re.sub(rb"\s+", b" ", answer.body), digest_size=16).digest()
