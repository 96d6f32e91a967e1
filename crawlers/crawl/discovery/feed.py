"""Feeds: RSS and Atom. Most show only their newest items; those of WordPress can be walked back by `paged=N`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import lxml.etree

from crawlers.crawl.discovery.context import (
    Answer,
    Candidate,
    DiscoveryContext,
    FetchFailed,
    StrategyUnavailable,
)
from crawlers.crawl.discovery.history import GONE
from crawlers.crawl.discovery.markup import absolute, links, local_name, xml_root
from crawlers.crawl.discovery.sitemap import read_moment
from crawlers.web.http_date import mail_date

_GUESSES = ("/feed/", "/rss", "/rss.xml", "/atom.xml")
_MEDIA_TYPES = {"application/rss+xml", "application/atom+xml"}
_MOST_PAGES = 5000
_ZONES = timedelta(days=1)
"""WordPress prints the dates of items in UTC: the local day may be the one before or after."""


@dataclass(frozen=True, slots=True)
class _Feed:
    items: list[Candidate]
    by_wordpress: bool


async def discover(context: DiscoveryContext) -> AsyncIterator[Candidate]:
    """Yield the items of the site's feeds, newest first, back to what the baseline crawl had."""
    entries = context.entry.split() if context.entry else await _entries(context)
    working, reasons, reach = [], [], []
    for entry in entries:
        walk = _Walk(context, entry)
        try:
            async for found in walk.items():
                yield found
        except StrategyUnavailable as why:
            reasons.append(str(why))
            continue
        working.append(entry)
        if not walk.joined:
            reach.append(walk.oldest or datetime.now(UTC).date())
    if not working:
        raise StrategyUnavailable("; ".join(reasons))
    context.begins_at = " ".join(working)
    context.gaps += reasons
    # Several feeds (one a rubric) vouch together only for the days that each of them reaches back to.
    context.reaches_back_to = max(reach, default=None)


class _Walk:
    """One feed from its newest item back: to its end, to known items, or to the beginning of the asked period."""

    def __init__(self, context: DiscoveryContext, address: str) -> None:
        self.context, self.address = context, address
        self.oldest: date | None = None
        """The oldest day seen, while the feed may end before the source does."""
        self.joined = False
        """Whether the walk met what the baseline crawl had, or the source's beginning."""

    async def items(self) -> AsyncIterator[Candidate]:
        seen: set[str] = set()
        for page in range(1, _MOST_PAGES):
            feed = await self._page(page)
            if feed is None:
                self.joined = True
                return
            new = [item for item in feed.items if item.url not in seen]
            if not new:  # a page that repeats an earlier one: nothing further back is shown
                return
            seen |= {item.url for item in new}
            days = [item.published for item in new if item.published]
            self.oldest = min([*days, *([self.oldest] if self.oldest else [])], default=None)
            for item in new:
                if self.context.is_article(item.url) and not self.context.out_of_period(item, slack=_ZONES):
                    yield item
            if any(self.context.settled(item.url) for item in new):
                self.joined = True
                return
            if self.context.since and days and max(days) + _ZONES < self.context.since:
                self.joined = True
                return
            if not feed.by_wordpress:
                return

    async def _page(self, number: int) -> _Feed | None:
        """Return a page of the feed; None when it ends before, or is as the baseline crawl saw it."""
        joint = "&" if "?" in self.address else "?"
        url = self.address if number == 1 else f"{self.address}{joint}paged={number}"
        before = self.context.unchanged_since(url) if number == 1 else None
        answer = await self.context.ask(url, "feed", before.conditions if before else None)
        if answer.status == 304 or (number > 1 and answer.status in GONE):
            return None
        if number > 1 and answer.status != 200:
            raise FetchFailed(f"{url} answers {answer.status}")
        feed = read_feed(answer) if answer.status == 200 else None
        if feed is None or not feed.items:
            if number > 1:
                return None
            raise StrategyUnavailable(f"{url} answers {answer.status} and no feed with items")
        return feed


async def _entries(context: DiscoveryContext) -> list[str]:
    """Find feeds: those of the catalogue, those the front page names, or one of the usual names."""
    if context.site.feeds:
        return list(context.site.feeds)
    home = await context.home()
    named = [
        link.url
        for link in links(home)
        if link.relation == "alternate" and link.media_type in _MEDIA_TYPES and context.is_own(link.url)
    ]
    named = [url for url in dict.fromkeys(named) if "comment" not in url]
    if named:
        return named[:1]
    for guess in _GUESSES:
        try:
            answer = await context.ask(context.site.url + guess, "feed")
        except FetchFailed:
            continue
        if answer.status == 200 and (feed := read_feed(answer)) and feed.items:
            return [context.site.url + guess]
    raise StrategyUnavailable("the front page names no feed, and none has a usual name")


def read_feed(answer: Answer) -> _Feed | None:
    """Read RSS 0.9-2.0 or Atom; None when the answer is neither."""
    root = xml_root(answer)
    if root is None or local_name(root) not in {"rss", "RDF", "feed"}:
        return None
    items = [
        item
        for element in root.iter()
        if local_name(element) in {"item", "entry"}
        if (item := _item(answer.url, element))
    ]
    generators = [element.text or "" for element in root.iter() if local_name(element) == "generator"]
    return _Feed(items, by_wordpress=any("wordpress" in text.lower() for text in generators))


def _item(base: str, element: lxml.etree._Element) -> Candidate | None:
    link, published, modified = "", None, None
    for child in element:
        name, text = local_name(child), (child.text or "").strip()
        if name == "link" and child.get("rel", "alternate") == "alternate":
            link = link or child.get("href") or text
        elif name == "guid" and child.get("isPermaLink", "true") == "true" and text.startswith("http"):
            link = link or text
        elif name in {"pubDate", "published", "date"}:
            published = published or _moment(text)
        elif name == "updated":
            modified = _moment(text)
    if not link:
        return None
    day = published or modified
    if isinstance(day, datetime):
        day = day.date()
    return Candidate(url=absolute(base, link), published=day, modified=modified)


def _moment(text: str) -> date | datetime | None:
    """Read the date of an item as printed; its day is the local one of the zone that is printed with it."""
    moment = mail_date(text)
    return moment.replace(tzinfo=moment.tzinfo or UTC) if moment else read_moment(text)
