"""What a way of finding pages is given, and what it gives back.

A strategy is a function `find(search) -> AsyncIterator[Found]`. It asks for lists with `context.ask`, yields the
addresses it finds, newest or oldest first as the list has them, and raises `StrategyUnavailable` when the site has
no such list, so that the next strategy is tried.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from crawlers.catalogue.sources import Site
from crawlers.crawl.discovery.article_addresses import may_be_article, month_in_address
from crawlers.crawl.discovery.history import CachedListing, Checkpoint, History
from crawlers.web.addresses import site
from crawlers.web.charset import decoded
from crawlers.web.http_date import served_at

Role = Literal[
    "article", "further page", "listing", "feed", "sitemap", "api", "robots", "home", "index", "capture"
]
"""Why an address is asked for; written beside every archived answer. `index` and `capture` are a web archive's: the
answer to `capture` is unpacked and archived as the `article` that it holds."""


class StrategyUnavailable(Exception):  # noqa: N818  an answer, not an error
    """A site cannot be collected this way. Its text says why, for people."""


class FetchFailed(Exception):  # noqa: N818  the site's error, not ours
    """An address gave no usable answer. Its text says why, for people."""

    def __init__(self, reason: str, *, lasting: bool = False) -> None:
        super().__init__(reason)
        self.lasting = lasting
        """Whether it is no use, or not allowed, to ask again: robots.txt, somebody else's host, the size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a site answered, after redirects, the body decoded."""

    url: str
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        named = re.search(
            r"charset=[\s\"']*([^\s;\"']+)", self.headers.get("content-type", ""), re.IGNORECASE
        )
        return decoded(self.body, named[1] if named else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An address that a list names."""

    url: str
    modified: date | datetime | None = None
    """When the site says that it last changed the document."""
    published: date | None = None
    has_body: bool = False
    """True: the list's own answer holds the document in full, its page need not be asked for."""


@dataclass(kw_only=True)
class DiscoveryContext:
    """One attempt to find what a site published, by one strategy."""

    site: Site
    since: date | None
    until: date | None
    history: History
    baseline: Checkpoint | None
    """The crawl to build on; None: look at everything."""
    entry: str | None
    """Where this strategy began in the baseline crawl."""
    robots_sitemaps: tuple[str, ...]
    """What robots.txt names as sitemaps."""
    hosts: frozenset[str] = frozenset()
    """The source's other hosts."""
    allowed: Callable[[str], bool] = lambda url: True
    """Whether robots.txt lets us have an address: what a list hands over without being asked for it, too."""
    fetch: Callable[[str, Role, Mapping[str, str]], Awaitable[Answer]]
    begins_at: str = ""
    """Set by the strategy: the address at which it begins."""
    reaches_back_to: date | None = None
    """Set by the strategy when its list ends before the source does (a feed): the oldest day it shows."""
    vouches: bool = True
    """Set to False by a strategy that cannot know whether it saw everything of a day."""
    gaps: list[str] = field(default_factory=list)
    """Set by the strategy: parts of its list that could not be read, and why."""
    as_of: datetime | None = None
    """The site's own clock at the oldest answer that this search builds on."""
    _home: Answer | None = field(default=None, init=False)
    _elsewhere: Counter[str] = field(default_factory=Counter, init=False)

    async def ask(self, url: str, role: Role, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for an address. Raises FetchFailed."""
        answer = await self.fetch(url, role, headers or {})
        self.as_of = self.as_of or served_at(answer.headers.get("date")) or datetime.now(UTC)
        return answer

    async def home(self) -> Answer:
        """Return the site's front page. Raises StrategyUnavailable when it has none."""
        if self._home is None:
            answer = await self.ask(self.site.url + "/", "home")
            if answer.status != 200:
                raise StrategyUnavailable(f"the front page answers {answer.status}")
            self._home = answer
        return self._home

    def is_own(self, url: str) -> bool:
        """Whether an address is the site's own."""
        try:
            return site(url) == self.site.host
        except ValueError:  # strangers write anything into a list
            return False

    def leads_elsewhere(self, url: str) -> None:
        """Note an address that a list names, if it lies on a host that the catalogue does not give this source."""
        try:
            host = site(url)
        except ValueError:
            return
        if host != self.site.host and host not in self.hosts:
            self._elsewhere[host] += 1

    @property
    def elsewhere(self) -> list[str]:
        """Which hosts that nobody declared the lists lead to, in words."""
        return [
            f"{number} addresses in it lead to {host}, which the catalogue does not name as a host of this source"
            for host, number in self._elsewhere.most_common(3)
        ]

    def lost_elsewhere(self, listed: int) -> bool:
        """Whether so much of the lists leads to undeclared hosts that the site's own articles may be among it."""
        return self._elsewhere.total() * 10 > listed

    def is_article(self, url: str) -> bool:
        """Whether an address is the site's own and may be a document."""
        return may_be_article(url, self.site)

    def out_of_period(self, found: Candidate, slack: timedelta = timedelta(0)) -> bool:
        """Whether what a list says of a document shows that it is older or newer than asked for.

        `slack` is how far the printed day may be off.
        """
        since, until = self.since or date.min, self.until or date.max
        if found.published:
            return found.published + slack < since or found.published - slack > until
        if month := month_in_address(found.url):
            return not (since.year, since.month) <= month <= (until.year, until.month)
        changed = found.modified.date() if isinstance(found.modified, datetime) else found.modified
        return changed is not None and changed < since

    def settled(self, url: str) -> bool:
        """Whether the baseline crawl had this document, so that what a list shows beyond it is no news."""
        return self.history.settled(url, self.baseline)

    def unchanged_since(self, url: str) -> CachedListing | None:
        """The list at `url` as the baseline crawl or an earlier one saw it; None when that proves nothing."""
        listed = self.history.listed(url)
        return listed if listed and self.baseline and listed.captured_at <= self.baseline.ended_at else None

    def cut_short(self, url: str) -> CachedListing | None:
        """The list at `url` as a crawl saw it that began after the baseline and did not look at everything."""
        listed = self.history.listed(url)
        return (
            listed if listed and (not self.baseline or listed.captured_at > self.baseline.ended_at) else None
        )

    def build_on(self, listed: CachedListing) -> None:
        """Take over what a crawl cut short saw of a list; what changed after that is the next crawl's to find."""
        self.as_of = min(self.as_of or listed.served_at, listed.served_at)


Strategy = Callable[[DiscoveryContext], AsyncIterator[Candidate]]
