"""What discovery may ask of earlier crawls. The history itself reads the archive; it is handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, Self

GONE = frozenset({404, 410})
"""That a document is not there any more is an answer, too: it is not asked for again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlScope:
    """What a crawl was asked for. Two crawls can build on one another only if the later asks for no more."""

    site: str
    articles: str | None
    since: date | None
    until: date | None

    def within(self, other: CrawlScope) -> bool:
        """Whether a crawl that did all of `other` did all of this."""
        return (
            (self.site, self.articles) == (other.site, other.articles)
            and (other.since or date.min) <= (self.since or date.min)
            and (self.until or date.max) <= (other.until or date.max)
        )

    def facts(self) -> dict[str, str | None]:
        """Return the same as JSON."""
        return {
            "site": self.site,
            "articles": self.articles,
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
        }

    @classmethod
    def of(cls, facts: dict[str, Any]) -> Self:
        """Read what `facts` wrote."""
        since, until = (date.fromisoformat(facts[key]) if facts[key] else None for key in ("since", "until"))
        return cls(site=facts["site"], articles=facts["articles"], since=since, until=until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The last crawl that looked at everything; the next needs to look only at what came after it."""

    ended_at: datetime
    as_of: datetime
    """The site's own clock when that crawl began to look."""
    covers_from: date | None
    """The first day that it vouched for; None: it was complete in its way, and vouched for none."""
    whole: bool
    """False: its list (a feed) showed only the newest part of what the source has."""
    strategy: str
    entry: str
    """The address at which that strategy begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedListing:
    """An archived answer that lists documents: a feed, a sitemap, an answer of an API."""

    captured_at: datetime
    served_at: datetime
    """The same moment by the site's clock."""
    etag: str | None
    last_modified: str | None
    documents: tuple[str, ...]
    """Addresses of the documents that the answer itself holds in full."""

    @property
    def conditions(self) -> dict[str, str]:
        """Headers that ask for the answer only if it has changed."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in headers.items() if value}


class History(Protocol):
    """What earlier crawls of a source archived; `crawl.history.CrawlHistory` is the one there is."""

    def holds(
        self, url: str, modified: date | datetime | None = None, *, before_this_crawl: bool = False
    ) -> bool:
        """Whether the document at `url` is archived, in no older state than `modified`."""

    def gave_up(self, url: str) -> bool:
        """Whether `url` gave nothing readable in several crawls and is left alone for a while."""

    def settled(self, url: str, baseline: Checkpoint | None) -> bool:
        """Whether the document at `url` was archived when `baseline` ended."""

    def listed(self, url: str) -> CachedListing | None:
        """The newest archived answer of the list at `url`."""
