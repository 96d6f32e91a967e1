"""What one file of `articles/` tells: a source, the crawls that fetched it, and everything it published."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from crawlers.catalogue.configuration import Strict
from crawlers.catalogue.sources import Dated, HttpUrl, Language, Slug

Relevance = Literal[
    "community", "bilateral", "sport", "history", "reverse_diaspora", "homeland_news", "other"
]
Topic = Literal[
    "language_course",
    "dance",
    "music",
    "theatre",
    "festival",
    "exhibition",
    "lecture",
    "memorial",
    "scholarship",
    "business",
    "official_visit",
    "religious_service",
    "cuisine",
    "youth_camp",
    "media",
    "charity",
    "organisation",
]
Outcome = Literal["complete", "partial", "blocked", "broken"]


class Edit(Strict):
    """How an item read after its editors changed it."""

    at: datetime
    title: str = ""
    text: str


class Item(Strict):
    """One thing published, and what a careful reader says it is about."""

    slug: Annotated[str, StringConstraints(pattern=r"^[\w-]+$")]
    at: datetime
    """Local time of publication."""
    title: str
    text: str
    """Paragraphs, one a line."""
    language: Language | None = None
    """The main language, where it is not its source's usual one."""
    section: str = ""
    caption: str = ""
    undated: bool = False
    """True: the page prints no date."""
    edited: Edit | None = None
    copy_of: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[\w-]+$")] | None = None
    """The first publication of the same text, `source/slug`."""
    concerns: dict[Slug, Relevance] = Field(default={})
    """What the item is to each community that it concerns."""
    topics: tuple[Topic, ...] = ()

    @property
    def day(self) -> date:
        """The local day of publication."""
        return self.at.date()

    def as_of(self, instant: datetime) -> Item:
        """The item as its page read at a local `instant`; nothing tells beforehand that it will be edited."""
        if self.edited is None:
            return self
        if self.edited.at > instant:
            return self.model_copy(update={"edited": None})
        return self.model_copy(update={"text": self.edited.text, "title": self.edited.title or self.title})


class Layout(Dated):
    """How a source's pages look and where they stand; the first layout that fits an item is used."""

    template: str
    address: str
    """Path of an article; `{slug}`, `{number}` and parts of its date `{at:%Y}` are filled in."""
    language: Language | None = None


class Crawl(Dated):
    """One crawl: the days it asked for, and how it went."""

    since: date
    until: date
    began: datetime
    """UTC."""
    outcome: Outcome = "complete"
    reason: str = ""
    covers_from: date | None = None
    """First day it can vouch for, where that is not `since`."""
    covers_until: date | None = None
    missing: tuple[HttpUrl, ...] = ()
    """Articles that were listed but not to be had."""

    @property
    def covers(self) -> tuple[date, date] | None:
        """First and last day that this crawl can vouch for; None: it saw nothing."""
        if self.outcome in {"blocked", "broken"}:
            return None
        return self.covers_from or self.since, self.covers_until or self.until


class Chapter(Strict):
    """All of one file of `articles/`."""

    source: Slug
    name: str
    """What its pages call it."""
    site: HttpUrl
    language: Language
    discovery: Literal["wordpress", "sitemap", "feed", "listing"]
    lists_at: str
    """Path of the pages that list its articles; `{page}` and `{offset}` are filled in."""
    layouts: tuple[Layout, ...] = Field(alias="layout", min_length=1)
    crawls: tuple[Crawl, ...] = Field(alias="crawl", min_length=1)
    items: tuple[Item, ...] = Field(alias="item", min_length=1)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        slugs = [item.slug for item in self.items]
        twice = {slug for slug in slugs if slugs.count(slug) > 1}
        if twice:
            raise ValueError(f"slugs given twice: {', '.join(sorted(twice))}")
        return self

    def language_of(self, item: Item) -> str:
        """The main language of an item, ISO 639-1."""
        return item.language or self.language

    def layout(self, item: Item) -> Layout:
        """How the page of `item` looks. Raises StopIteration if the file forgets one."""
        return next(
            layout
            for layout in self.layouts
            if layout.language in {None, self.language_of(item)}
            and (layout.since or date.min) <= item.day <= (layout.until or date.max)
        )

    def number(self, item: Item) -> int:
        """The number that the source's own system gives an item: its place in order of publication."""
        return 100 + 7 * sorted((one.at, one.slug) for one in self.items).index((item.at, item.slug))

    def path(self, item: Item) -> str:
        """The path at which `item` stands."""
        return self.layout(item).address.format(slug=item.slug, number=self.number(item), at=item.at)

    def seen_in(self, crawl: Crawl) -> list[Item]:
        """What `crawl` fetched, in order of publication: all that appeared or changed in its days."""
        if crawl.covers is None:
            return []
        first, last = crawl.covers
        found = [
            item
            for item in self.items
            if first <= item.day <= last or (item.edited and first <= item.edited.at.date() <= last)
        ]
        return sorted(found, key=lambda item: (item.at, item.slug))
