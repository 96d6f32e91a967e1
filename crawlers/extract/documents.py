"""What the archive is turned into: one `Document` for each thing that a source published."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, get_args

from crawlers.digests import digest
from crawlers.masking import masked

Kind = Literal["article", "page", "post", "video"]

Precision = Literal["second", "minute", "day", "month"]
"""How much of `published_at` the source really printed."""

DateMethod = Literal[
    "api",
    "markup",
    "json-ld",
    "microdata",
    "meta",
    "time-element",
    "printed",
    "state",
    "address",
    "feed",
    "guess",
]
DATE_METHODS: tuple[DateMethod, ...] = get_args(DateMethod)
"""Where a date was read, best first: a platform's API, the site's known markup, JSON-LD, microdata, meta tags, an HTML
`time` element, words printed for readers, a state object in a script, the address, a feed entry; and a guess: words
that give a day only together with the moment of capture (`5 декабря`, `yesterday`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedDate:
    """When a document says it was published, and how far to trust that."""

    day: date
    """The local calendar day as the source printed it. Time series group by this."""
    instant: datetime | None = None
    """The same moment in UTC; None when only the day is known."""
    precision: Precision = "day"
    method: DateMethod
    raw: str | None = None
    """The words that were read, as the page has them, e.g. `5 декабря 2019, 18:30`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """A document's public counters at one moment; None where the platform does not tell."""

    views: int | None = None
    likes: int | None = None
    """Likes on YouTube; reactions of every kind on Facebook."""
    comments: int | None = None
    shares: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountCounts:
    """An account's public counters at one moment; None where the platform does not tell."""

    followers: int | None = None
    documents: int | None = None
    """Posts or videos that it says it has."""
    views: int | None = None
    """Of all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One thing published, as one capture shows it.

    Several captures may show the same document; `document_id` is the same in all of them and the
    warehouse keeps the newest, the earlier texts as versions.
    """

    source_id: str
    url: str
    """Canonical address (see `addresses.canonical`): what the document is known by."""
    kind: Kind
    title: str
    text: str
    """The body as read, paragraphs separated by one newline; no title, captions, menus or counters."""
    captions: tuple[str, ...] = ()
    """Texts under images, kept apart because they repeat names the body does not."""
    left_out: tuple[str, ...] = ()
    """Lines that stand in the body and are not of it, each after its kind: `tags: Poland, Germany`. Never who wrote it."""
    section: str | None = None
    """The rubric as the source names it."""
    declared_language: str | None = None
    """What the page claims (ISO 639-1); the measured language is found later from the text."""
    published: PublishedDate | None = None
    modified_at: datetime | None = None
    """When the source says it last changed the document, UTC."""
    duration: int | None = None
    """Length of a video in seconds."""
    counts: Counts | None = None
    """Its public counters as this capture shows them; no part of the text, so no new version."""
    aliases: tuple[str, ...] = ()
    """Other addresses under which this capture shows that the document is served."""
    extraction: str
    """Which page function read it, e.g. `astana_times.2018`, `wordpress_rest`, `generic`."""

    @property
    def document_id(self) -> str:
        """A stable name: 16 hex digits of the digest of source and canonical address."""
        return digest(self.source_id, self.url)

    @property
    def text_digest(self) -> str:
        """Digest of title and text: two captures with the same one show the same version."""
        return digest(self.title, self.text)


_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
"""Half an emoji, where somebody cut a text in the middle of one, and the sign that ends texts in C."""


def storable(document: Document) -> Document:
    """Return `document` with what no file can hold replaced by U+FFFD; itself when there is nothing of the kind."""
    texts = (document.url, document.title, document.text, document.section, document.declared_language)
    if not any(_NOT_STORABLE.search(one) for one in (*texts, *document.captions, *document.aliases) if one):
        return document

    def mended(text: str) -> str:
        return _NOT_STORABLE.sub("\ufffd", text)

    return replace(
        document,
        url=mended(document.url),
        title=mended(document.title),
        text=mended(document.text),
        section=document.section and mended(document.section),
        declared_language=document.declared_language and mended(document.declared_language),
        captions=tuple(map(mended, document.captions)),
        aliases=tuple(map(mended, document.aliases)),
    )


def without_reach(document: Document) -> Document:
    """Return `document` with phone numbers, e-mail addresses and the names beside them masked."""
    return replace(
        document,
        title=masked(document.title),
        text=masked(document.text),
        captions=tuple(map(masked, document.captions)),
        left_out=tuple(map(masked, document.left_out)),
    )
