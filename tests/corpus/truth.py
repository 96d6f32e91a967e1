"""What is true of the corpus, counted in Python from the world itself: no SQL, no rule of the project."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property
from itertools import combinations
from zoneinfo import ZoneInfo

from crawlers.digests import digest
from crawlers.web.addresses import canonical
from sample.chapters import Crawl
from tests.corpus.world import OWN, Told, World, invent

ALMATY = ZoneInfo("Asia/Almaty")


@dataclass(frozen=True)
class TrueDocument:
    """One document that some crawl fetched."""

    document_id: str
    source_id: str
    language: str
    day: date | None
    """Local day as printed; None where the page prints no date."""
    published_at: datetime | None
    """The same as an instant, UTC."""
    title: str
    text: str
    concerns: dict[str, str]
    """Class of relevance by community."""
    topics: frozenset[str]
    duplicate_of: str | None
    """Document id of the first fetched publication of the same text; None: this is the first."""
    held_out: bool

    @property
    def words(self) -> int:
        """Words in title and text, separated by blanks."""
        return len(f"{self.title} {self.text}".split())


@dataclass(frozen=True)
class Truth:
    """Every fetched document, and what is known of each day."""

    documents: tuple[TrueDocument, ...]
    coverage: dict[tuple[str, date], str]
    """`observed`, `silent`, `partial`, `blocked`, `broken` or `not_run` by source and day, from the first to the
    last day that a source was asked about or published on."""
    own_sources: dict[str, str]
    """Community by source, for the communities' own sources."""

    @cached_property
    def by_id(self) -> dict[str, TrueDocument]:
        """The documents by id."""
        return {one.document_id: one for one in self.documents}

    @cached_property
    def pairs(self) -> frozenset[frozenset[str]]:
        """Every two documents that print the same text."""
        groups: dict[str, list[str]] = defaultdict(list)
        for one in self.documents:
            groups[one.duplicate_of or one.document_id].append(one.document_id)
        return frozenset(frozenset(pair) for group in groups.values() for pair in combinations(group, 2))

    def is_known(self, source: str, day: date) -> bool:
        """Whether a count of this day is complete."""
        return self.coverage.get((source, day)) in {"observed", "silent"}


@cache
def tell() -> Truth:
    """The truth about the one world of `invent()`."""
    world = invent()
    return Truth(tuple(_documents(world)), _coverage(world), OWN)


def _documents(world: World) -> list[TrueDocument]:
    ids = _ids(world)
    groups: dict[str, list[Told]] = defaultdict(list)
    for one in world.fetched:
        groups[one.original or one.key].append(one)
    first = {key: min(group, key=lambda one: (one.undated, one.at)).key for key, group in groups.items()}
    found = []
    for one in world.fetched:
        earliest = first[one.original or one.key]
        found.append(
            TrueDocument(
                document_id=ids[one.key],
                source_id=one.source,
                language=one.language,
                day=None if one.undated else one.day,
                published_at=None if one.undated else one.at.replace(tzinfo=ALMATY).astimezone(UTC),
                title=one.title,
                text=one.text,
                concerns=one.concerns,
                topics=frozenset(one.topics),
                duplicate_of=None if earliest == one.key else ids[earliest],
                held_out=one.held_out,
            )
        )
    return found


def _ids(world: World) -> dict[str, str]:
    """Document ids by key: a digest of source and canonical address."""
    ids = {}
    for chapter in world.chapters():
        for item in chapter.items:
            url = canonical(chapter.site + chapter.path(item))
            ids[f"{chapter.source}/{item.slug}"] = digest(chapter.source, url)
    return ids


def _coverage(world: World) -> dict[tuple[str, date], str]:
    published: dict[str, set[date]] = defaultdict(set)
    for one in world.fetched:
        if not one.undated:
            published[one.source].add(one.day)
    found = {}
    for source, crawls in world.crawls.items():
        days = published[source]
        first = min([crawl.since for crawl in crawls] + sorted(days)[:1])
        last = max([crawl.until for crawl in crawls] + sorted(days)[-1:])
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            found[source, day] = _state(crawls, day, published=day in days)
    return found


def _state(crawls: tuple[Crawl, ...], day: date, *, published: bool) -> str:
    if any(_vouches(crawl, day) for crawl in crawls):
        return "observed" if published else "silent"
    if published:
        return "partial"
    failed = [c for c in crawls if c.outcome != "complete" and c.since <= day <= c.until]
    if not failed:
        return "not_run"
    newest = max(failed, key=lambda crawl: crawl.began)
    return newest.outcome if newest.outcome in {"blocked", "broken"} else "partial"


def _vouches(crawl: Crawl, day: date) -> bool:
    """Whether it saw the whole of `day`; the day on which it began was not over yet."""
    if crawl.covers is None:
        return False
    began = crawl.began.astimezone(ALMATY).date()
    return crawl.covers[0] <= day <= min(crawl.covers[1], began - timedelta(days=1))
