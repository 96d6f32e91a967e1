"""Feeds: RSS, Atom and JSON Feed. Most show only their newest items; those of WordPress can be walked back by `paged=N`."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import feedparser

from crawlers.crawl.discovery.bounded import within_bounds
from crawlers.crawl.discovery.context import (
    Answer,
    Candidate,
    DiscoveryContext,
    FetchFailed,
    StrategyUnavailable,
)
from crawlers.crawl.discovery.history import GONE
from crawlers.crawl.discovery.markup import absolute, links
from crawlers.crawl.discovery.sitemap import read_moment
from crawlers.web.http_date import mail_date

_GUESSES = ("/feed/", "/rss", "/rss.xml", "/atom.xml")
_MEDIA_TYPES = {
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "text/xml",
    "application/xml",
}
_MOST_PAGES = 5000
_ZONES = timedelta(days=1)
"""WordPress prints the dates of items in UTC: the local day may be the one before or after."""
_REFERENCE = re.compile(rb"&#[^;\s<]{0,20};?")
_DECLARATION = re.compile(rb"<\?[^>]{0,500}\?>")
_END = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Feed:
    """What one answer says as a feed."""

    items: list[Candidate]
    by_wordpress: bool
    whole: bool
    """Whether its end was seen."""


async def discover(context: DiscoveryContext) -> AsyncIterator[Candidate]:
    """Yield the items of the site's feeds, newest first, back to what the baseline crawl had.

    All feeds of the catalogue are read; of those that a site names itself, the first that works.
    """
    chosen = context.entry.split() if context.entry else list(context.site.feeds)
    entries = chosen or await _named(context)
    working, reasons, reach = [], [], []
    for entry in entries:
        walk = _Walk(context, entry)
        try:
            async for found in walk.items():
                yield found
        except (StrategyUnavailable, FetchFailed) as why:
            reasons.append(str(why))
            if walk.names_articles:  # it began, and broke off
                context.gaps.append(str(why))
            if not walk.names_articles:
                continue
        working.append(entry)
        if not walk.joined:
            reach.append(walk.oldest or datetime.now(UTC).date())
        if not chosen:
            break
    if not working:
        raise StrategyUnavailable(
            "; ".join([*reasons, *context.elsewhere]) or "no feed names an article of this site"
        )
    context.begins_at = " ".join(working)
    if chosen:
        context.gaps += [why for why in reasons if why not in context.gaps]
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
        self.names_articles = False

    async def items(self) -> AsyncIterator[Candidate]:
        seen: set[str] = set()
        for page in range(1, _MOST_PAGES):
            feed = await self._page(page)
            if feed is None:
                self.joined = self.names_articles = True
                return
            if not feed.whole:
                self.context.gaps.append(
                    f"{self.address} breaks off after {len(feed.items)} items (page {page})"
                )
            new = [item for item in feed.items if item.url not in seen]
            if not new:  # a page that repeats an earlier one: nothing further back is shown
                return
            seen |= {item.url for item in new}
            days = [item.published for item in new if item.published]
            self.oldest = min([*days, *([self.oldest] if self.oldest else [])], default=None)
            for item in new:
                self.context.leads_elsewhere(item.url)
                if self.context.is_article(item.url):
                    self.names_articles = True
                    if not self.context.out_of_period(item, slack=_ZONES):
                        yield item
            if page == 1 and not self.names_articles and not self.context.baseline:
                raise StrategyUnavailable(f"{self.address} names no article of this site")
            if any(self.context.settled(item.url) for item in new):
                self.joined = True
                return
            if self.context.since and days and max(days) + _ZONES < self.context.since:
                self.joined = True
                return
            if not feed.by_wordpress:
                return

    async def _page(self, number: int) -> Feed | None:
        """Return a page of the feed; None when it ends before, or is as the baseline crawl saw it."""
        joint = "&" if "?" in self.address else "?"
        url = self.address if number == 1 else f"{self.address}{joint}paged={number}"
        before = self.context.unchanged_since(url) if number == 1 else None
        answer = await self.context.ask(url, "feed", before.conditions if before else None)
        if answer.status == 304 or (number > 1 and answer.status in GONE):
            return None
        if number > 1 and answer.status != 200:
            raise FetchFailed(f"{url} answers {answer.status}")
        feed = within_bounds(read_feed, answer) if answer.status == 200 else None
        if feed is None and number > 1:  # an error that calls itself 200
            raise FetchFailed(f"{url} answers 200 and no feed")
        if feed is None or not feed.items:
            if number > 1:
                return None
            raise StrategyUnavailable(f"{url} answers {answer.status} and no feed with items")
        return feed


async def _named(context: DiscoveryContext) -> list[str]:
    """Return the feeds that may be the site's: those that the front page names, then the usual names."""
    home = await context.home()
    named = [
        link.url
        for link in links(home)
        if "alternate" in link.relation.lower().split()
        and link.media_type.lower().partition(";")[0].strip() in _MEDIA_TYPES
        and context.is_own(link.url)
        and "comment" not in link.url
    ]
    return list(dict.fromkeys([*named, *(context.site.url + guess for guess in _GUESSES)]))


def read_feed(answer: Answer) -> Feed | None:
    """Read RSS 0.9-2.0, Atom or JSON Feed; None when the answer is none of them.

    feedparser is given bytes and asks for nothing by itself; it forgives what sites do to their XML.
    """
    if answer.body.lstrip()[:1] == b"{":
        return _read_json(answer)
    told = _parsed(answer.url, answer.body) or _parsed(answer.url, _REFERENCE.sub(b" ", answer.body))
    if told is None:
        return None
    if not told.get("version") and not told.get("entries"):
        return None
    generator = str(told.feed.get("generator") or "").lower()
    items = [item for entry in told.entries if (item := _item(answer.url, entry))]
    whole = not told.bozo or bool(_END.search(answer.body[-4096:]))
    return Feed(items, by_wordpress="wordpress" in generator, whole=whole)


def _parsed(url: str, body: bytes) -> Any:
    if body.startswith(b"<?") and not _DECLARATION.match(body):  # feedparser looks for its end for hours
        body = body[2:]
    try:
        return feedparser.parse(
            BytesIO(body), response_headers={"content-location": url}, sanitize_html=False
        )
    except Exception:  # noqa: BLE001  it raises anything for a sign that no alphabet has (`&#x110000;`)
        return None


def _item(base: str, entry: Any) -> Candidate | None:
    """An item by the address of what it announces; a service in between (FeedBurner) tells the original one."""
    link = str(entry.get("feedburner_origlink") or entry.get("link") or "")
    if not link and (name := str(entry.get("id") or "")).startswith("http"):
        link = name
    url = absolute(base, link) if link else ""
    if not url:
        return None
    published, modified = (_moment(str(entry.get(key) or "")) for key in ("published", "updated"))
    return _found(url, published, modified)


def _read_json(answer: Answer) -> Feed | None:
    """https://www.jsonfeed.org/version/1.1/"""
    try:
        told = json.loads(answer.body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or "jsonfeed.org" not in str(told.get("version")):
        return None
    entries = told["items"] if isinstance(told.get("items"), list) else []
    items = []
    for entry in entries:
        if isinstance(entry, dict) and isinstance(link := entry.get("url"), str) and link:
            published, modified = (
                read_moment(str(entry.get(key) or "")) for key in ("date_published", "date_modified")
            )
            if url := absolute(answer.url, link):
                items.append(_found(url, published, modified))
    return Feed(items, by_wordpress=False, whole=True)


def _found(url: str, published: date | datetime | None, modified: date | datetime | None) -> Candidate:
    day = published or modified
    return Candidate(url=url, published=day.date() if isinstance(day, datetime) else day, modified=modified)


def _moment(text: str) -> date | datetime | None:
    """Read the date of an item as printed; its day is the local one of the zone that is printed with it."""
    moment = mail_date(text)
    return moment.replace(tzinfo=moment.tzinfo or UTC) if moment else read_moment(text)
