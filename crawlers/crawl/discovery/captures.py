"""Which of the captures that a web archive holds are worth asking for: one per document, close to its publication."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from crawlers.catalogue.sources import Centre, Newspaper
from crawlers.catalogue.study import WebArchives
from crawlers.crawl.discovery.article_addresses import may_be_article, month_in_address
from crawlers.crawl.discovery.context import Answer, Role
from crawlers.web.addresses import canonical

_HTML = frozenset({"text/html", "application/xhtml+xml", "unk", ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class CdxEntry:
    """One capture, as the index of a web archive describes it."""

    url: str
    """The address that was captured."""
    captured_at: datetime
    digest: str
    """The archive's digest of the body; equal digests are equal pages."""
    served_at: str
    """Where the archive gives it out."""
    span: tuple[int, int] | None = None
    """First byte and length, where it is part of a larger file."""


@dataclass(kw_only=True)
class ArchiveSearch:
    """One attempt to find what a web archive holds of a source."""

    source: Newspaper | Centre
    since: date | None
    until: date | None
    archives: WebArchives
    fetch: Callable[[str, Role, Mapping[str, str]], Awaitable[Answer]]
    gaps: list[str] = field(default_factory=list)
    """Set by the strategy: parts of the index that could not be read, and why."""

    @property
    def latest(self) -> date | None:
        """The last day on which a capture may show, for the first time, what was published in the period."""
        return self.until + timedelta(days=self.archives.late_days) if self.until else None

    def places(self) -> list[str]:
        """All addresses that were ever the source's, without those that lie below another of them."""
        found = sorted(
            {canonical(site.url).removeprefix("https://").rstrip("/") for site in self.source.sites}
        )
        return [one for one in found if not any(one.startswith(f"{other}/") for other in found)]


ArchiveStrategy = Callable[[ArchiveSearch], AsyncIterator[CdxEntry]]


def held(
    url: str,
    timestamp: str,
    status: str,
    mime: str,
    digest: str,
    served_at: str,
    span: tuple[int, int] | None = None,
) -> CdxEntry | None:
    """Read one line of an index; None for what is no whole web page, or no line of an index.

    `timestamp` has 14 digits, UTC. An index leaves the status of a page that it saw before unsaid: that earlier
    line is the one to ask for.
    """
    try:
        captured_at = datetime.strptime(f"{timestamp}+0000", "%Y%m%d%H%M%S%z").astimezone(UTC)
        canonical(url)
    except ValueError:
        return None
    if status != "200" or mime.partition(";")[0].strip().lower() not in _HTML:
        return None
    return CdxEntry(url=url, captured_at=captured_at, digest=digest, served_at=served_at, span=span)


def choose(found: Iterable[CdxEntry], context: ArchiveSearch) -> list[CdxEntry]:
    """Return the captures to ask for, oldest first: of each document the first that can show it.

    A document whose address names its month is taken if that month is asked for, however late it was captured.
    Any other was published before its first capture: it is taken if that lies in the asked days or not much
    later. Equal pages under several addresses are taken once, under the address captured first.
    """
    first: dict[str, CdxEntry] = {}
    for one in found:
        if not _may_be_article(one.url, context.source) or _before_publication(one):
            continue
        address = canonical(one.url)
        if address not in first or one.captured_at < first[address].captured_at:
            first[address] = one
    chosen: list[CdxEntry] = []
    digests: set[str] = set()
    for one in sorted(first.values(), key=lambda one: (one.captured_at, one.url)):
        if _asked_for(one, context) and one.digest not in digests:
            chosen.append(one)
            digests |= {one.digest} - {"", "-"}
    return chosen


def _may_be_article(url: str, source: Newspaper | Centre) -> bool:
    """Dead sites were reached at `www.` or by http just as well, so the address is compared in its one form."""
    return any(site.covers(url) and may_be_article(canonical(url), site) for site in source.sites)


def _before_publication(one: CdxEntry) -> bool:
    """Whether the page was captured before the month in its address: that is no date, or no article yet."""
    month, day = month_in_address(one.url), one.captured_at.date() + timedelta(days=1)
    return month is not None and (day.year, day.month) < month


def _asked_for(one: CdxEntry, context: ArchiveSearch) -> bool:
    since, until = context.since or date.min, context.until or date.max
    if month := month_in_address(one.url):
        first, last = date(*month, 1), date(*month, monthrange(*month)[1])
        return first <= until and last >= since
    return since <= one.captured_at.date() <= (context.latest or date.max)
