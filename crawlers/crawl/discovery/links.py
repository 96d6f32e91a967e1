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

from crawlers.crawl.discovery.article_addresses import form_of, is_trap, may_be_article
from crawlers.crawl.discovery.context import (
    Answer,
    Candidate,
    DiscoveryContext,
    FetchFailed,
    StrategyUnavailable,
)
from crawlers.crawl.discovery.markup import links
from crawlers.web.addresses import canonical

_DEEPEST = 8
"""Links from the front page; a list that shows something new takes nobody deeper."""
_MOST_LISTS, _MOST_ARTICLES = 500, 5000
"""Requests of one crawl."""
_BARREN = 3
"""Lists in a row that show nothing new, after which their links to lists are left."""
_WITHOUT = 20
"""Addresses of one form in a row that gave no document, after which the others of that form are no articles either."""
_MOST_FIELDS = 3
"""Fields of a query: addresses with more are filters and orders."""


@dataclass(frozen=True, slots=True)
class _Page:
    url: str
    depth: int
    barren: int
    is_article: bool


async def discover(context: DiscoveryContext) -> AsyncIterator[Candidate]:
    """Yield the articles that can be reached from the front page; their pages are asked for here already."""
    home = await context.home()
    context.begins_at = context.site.url + "/"
    context.vouches = False
    seen = {canonical(context.site.url), canonical(home.url)}
    bodies = {_digest(home)}
    asked: Counter[bool] = Counter()
    without: Counter[str] = Counter()
    waiting = deque(_next(context, home, _Page(home.url, 0, 0, False), seen))
    if not waiting:
        raise StrategyUnavailable("the front page links to no page of its own site")
    while waiting:
        page = waiting.popleft()
        history, form = context.history, form_of(page.url)
        if page.is_article and context.out_of_period(Candidate(url=page.url)):
            continue
        if page.is_article and (history.holds(page.url) or history.gave_up(page.url)):
            yield Candidate(url=page.url)
            continue
        if page.is_article and without[form] >= _WITHOUT:
            continue
        if asked[page.is_article] >= (_MOST_ARTICLES if page.is_article else _MOST_LISTS):
            what = f"{_MOST_ARTICLES} articles" if page.is_article else f"{_MOST_LISTS} lists"
            context.gaps = list(dict.fromkeys([*context.gaps, f"from link to link it was left after {what}"]))
            continue
        asked[page.is_article] += 1
        try:
            answer = await context.ask(page.url, "article" if page.is_article else "listing")
        except FetchFailed:
            if page.is_article:  # asked again as others are, so that its failure is counted
                yield Candidate(url=page.url)
            continue
        if page.is_article:
            yield Candidate(url=page.url, has_body=answer.status == 200)
            without[form] = 0 if history.holds(page.url) else without[form] + 1
        if answer.status == 200 and _digest(answer) not in bodies:  # the same page under another address
            bodies.add(_digest(answer))
            waiting.extend(_next(context, answer, page, seen))


def _next(context: DiscoveryContext, answer: Answer, page: _Page, seen: set[str]) -> Iterator[_Page]:
    """Yield the pages to look at that a page links to, and that no page before it did."""
    found: list[tuple[str, bool]] = []
    for link in links(answer):
        if link.relation or not context.is_own(link.url) or is_trap(link.url) or _is_order(link.url):
            continue
        address = canonical(link.url)
        if address not in seen:
            seen.add(address)
            found.append((link.url, may_be_article(link.url, context.site)))
    fresh = any(is_article and not context.history.holds(url) for url, is_article in found)
    productive = fresh and not page.is_article
    depth = page.depth + (not productive)
    barren = 0 if productive or page.depth == 0 else page.barren + (not page.is_article)
    if depth > _DEEPEST:
        return
    for url, is_article in found:
        if is_article:
            yield _Page(url, depth, 0, True)
        elif barren < _BARREN and (not context.baseline or productive or page.depth == 0):
            yield _Page(url, depth, barren, False)


def _is_order(url: str) -> bool:
    """Whether an address looks like one of endless variants: many fields, or a path that repeats itself."""
    parts = urlsplit(url)
    steps = [step for step in parts.path.split("/") if step]
    repeats = max(Counter(steps).values(), default=0) > 2
    return len(parse_qsl(parts.query)) > _MOST_FIELDS or repeats


def _digest(answer: Answer) -> bytes:
    return blake2b(re.sub(rb"\s+", b" ", answer.body), digest_size=16).digest()
