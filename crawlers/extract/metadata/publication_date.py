"""When a page says it was published and changed, looked for from the surest place to the least sure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawlers.extract.dates.moment import Moment, plausible
from crawlers.extract.dates.printed import own_offset, printed, stamp
from crawlers.extract.documents import DateMethod, PublishedDate
from crawlers.extract.metadata.structured_data import Declarations, text_of, types
from crawlers.extract.page_input import PageInput

_PUBLISHED = (
    "article:published_time", "article_published_time", "og:article:published_time", "datepublished",
    "og:published_time", "published_time", "pubdate", "publishdate", "publish-date", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "date", "datecreated",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "article_modified_time", "og:updated_time", "datemodified", "last-modified",
    "dcterms.modified", "dc.date.modified",
)  # fmt: skip
_DATED_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|datetime|time|publish|created|posted|byline|meta|info|data\b)", re.IGNORECASE
)
_FULL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|$)")
_MONTH_ONLY = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])(?=/)")
_ELSEWHERE = frozenset(("aside", "nav", "footer", "form", "script", "style", "noscript"))
_LONGEST_NAMED, _LONGEST_LINE = 90, 40


def published(page: PageInput, tree: HtmlElement, declared: Declarations, url: str) -> PublishedDate | None:
    """Return the date of publication, or None if neither the page nor its address `url` gives one."""
    for moment, method in _candidates(page, tree, declared, url):
        if moment and plausible(moment, page.captured_at):
            return moment.found_by(method)
    return None


def modified(page: PageInput, declared: Declarations) -> datetime | None:
    """Return the instant (UTC) at which the page says it was last changed, if it gives one with a time."""
    for value in (text_of(declared.article.get("dateModified")), declared.meta(*_MODIFIED)):
        moment = stamp(value, page.timezone)
        if moment and plausible(moment, page.captured_at):
            return moment.instant
    return None


def _candidates(
    page: PageInput, tree: HtmlElement, declared: Declarations, url: str
) -> Iterator[tuple[Moment | None, DateMethod]]:
    zone, places = page.timezone, _places(tree)
    stated = [text_of(declared.article.get("datePublished"))]
    stated += [text_of(node.get("datePublished")) for node in declared.nodes if "WebPage" in types(node)]
    others = [text_of(node.get("datePublished")) for node in declared.nodes]
    times = _times(places)
    # The same instant is often there twice, in UTC and by the writer's clock, which tells the writer's day.
    own = [value for value in (*stated, *others, *times) if own_offset(value)]
    for value in stated:
        yield _by_own_clock(stamp(value, zone), own, zone), "json-ld"
    yield _by_own_clock(stamp(declared.meta(*_PUBLISHED), zone), own, zone), "meta"
    for value in times:
        yield stamp(value, zone), "time-element"
    yield _day_in(url), "address"
    month = _month_in(url)
    for line in _lines(places):
        for moment in printed(line, zone, page.captured_at)[:1]:
            # An address that names the month is right about it; an article may be finished days later.
            if not month or abs((moment.day - month.day).days - 15) <= 31:
                yield moment, "guess"
    yield month, "address"


def _by_own_clock(moment: Moment | None, own: list[str], zone: str) -> Moment | None:
    if moment and moment.instant:
        for other in filter(None, (stamp(value, zone) for value in own)):
            if other.instant and abs((other.instant - moment.instant).total_seconds()) < 60:
                return moment._replace(day=other.day)
    return moment


def _day_in(url: str) -> Moment | None:
    found = _FULL_DATE.search(urlsplit(url).path)
    try:
        return Moment(date(*map(int, found.groups())), None, "day") if found else None
    except ValueError:
        return None


def _month_in(url: str) -> Moment | None:
    """The month that an address such as `/2015/04/slug/` names."""
    found = _MONTH_ONLY.search(urlsplit(url).path)
    return Moment(date(int(found[1]), int(found[2]), 1), None, "month") if found else None


def _places(tree: HtmlElement) -> list[tuple[int, HtmlElement]]:
    """The elements that readers see beside the article, each with its distance from the headline in elements.

    A footer is the site's or a comment's, but for the one that closes the article itself.
    """
    elements = list(tree.iter())
    headline = next((place for place, element in enumerate(elements) if element.tag == "h1"), 0)
    article = next(elements[headline].iterancestors("article"), None)
    hidden: set[HtmlElement] = set()
    places = []
    for place, element in enumerate(elements):
        own = (
            element.tag == "footer"
            and article is not None
            and next(element.iterancestors("article"), None) is article
        )
        if (element.tag in _ELSEWHERE and not own) or element.getparent() in hidden:
            hidden.add(element)
        else:
            places.append((abs(place - headline), element))
    return places


def _times(places: list[tuple[int, HtmlElement]]) -> list[str]:
    """`datetime` of the `time` elements, those that say they are the date of publication first, then the nearest."""
    times = [
        (not (element.get("itemprop") == "datePublished" or "pubdate" in element.attrib), distance, element)
        for distance, element in places
        if element.tag == "time"
    ]
    return [element.get("datetime") or "" for _, _, element in sorted(times, key=lambda time: time[:2])]


def _lines(places: list[tuple[int, HtmlElement]]) -> list[str]:
    """Short lines that may be a printed date, those in elements named after dates first, then the nearest."""
    lines = []
    for distance, element in places:
        named = element.tag == "time" or _DATED_CLASS.search(
            f"{element.get('class', '')} {element.get('id', '')}"
        )
        text = element.itertext() if named else (element.text, *(child.tail for child in element))
        line = " ".join(" ".join(part or "" for part in text).split())
        if 3 < len(line) <= (_LONGEST_NAMED if named else _LONGEST_LINE):
            lines.append((not named, distance, line))
    return [line for _, _, line in sorted(lines)]
