"""The dates that a page declares for machines: JSON-LD, meta tags, the state objects of its scripts; and its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from crawlers.extract.dates.machine import is_utc, own_offset, stamp
from crawlers.extract.dates.moment import Moment
from crawlers.extract.documents import DateMethod
from crawlers.extract.metadata.publication_date.candidate import Candidate
from crawlers.extract.metadata.structured_data import ARTICLE_TYPES, Declarations, text_of, types

_PUBLISHED_KEY = re.compile(r"publi[sc]|pub_?-?date|issued|sailthru\.date|posted|parsely-pub", re.IGNORECASE)
_DATE_KEY = re.compile(
    r"created|available|release|^(?:og:|article:)?date$|^(?:dc|dcterms)\.?date$", re.IGNORECASE
)
_OTHER_KEY = re.compile(
    r"modif|updat|expir|last|event|publisher|refresh|valid|copyright|deadline|birth|end|start|publicly|republish",
    re.IGNORECASE,
)
_CHANGED_KEY = re.compile(r"modif|updat|last-?mod", re.IGNORECASE)
_SHORTEST, _LONGEST = 6, 60
_IN_SCRIPT = re.compile(
    r"""[pP](?:ub|UB)[\w:.-]{0,30}\\?["']?\s{0,2}[:=]\s{0,2}\\?["']"""
    r"""(\d{4}-\d\d-\d\d[^"'\\]{0,22}|\d{1,2}\.\d\d\.\d{4}[^"'\\]{0,10}|\d{8})\\?["']"""
)
"""A member of a script's object whose name speaks of publication: `"publishedAt": "2019-12-05T10:00:00Z"`."""
_BEFORE, _MOST_IN_SCRIPTS, _MOST_DAYS_IN_SCRIPTS, _LONGEST_SCRIPT = 12, 20, 2, 2_000_000
_DAY = re.compile(
    r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_.-]|$)|[/_-]((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_.-]|$)|"
    r"[/_.-]((?:19|20)\d\d)[_.-](\d\d)[_.-](\d\d)(?=[/_.-]|$)"
)
_DAY_FIRST = re.compile(r"[/_-](\d{1,2})[._-](\d{1,2})[._-]((?:19|20)\d\d)(?=[/_.-]|$)")
_MONTH = re.compile(r"/((?:19|20)\d\d)/?(0[1-9]|1[0-2])(?=/)")


def declared_dates(tree: HtmlElement, declared: Declarations, zone: str) -> Iterator[Candidate]:
    """Yield the dates of publication that the page declares, those of other things left out."""
    yield from _json_ld(declared, zone)
    for key, value in declared.metas():
        if _SHORTEST <= len(value) <= _LONGEST and not _OTHER_KEY.search(key):
            if _PUBLISHED_KEY.search(key):
                yield from _candidate(value, "meta", "meta_published", zone)
            elif _DATE_KEY.search(key):
                yield from _candidate(value, "meta", "meta_date", zone)
    in_scripts = list(_in_scripts(tree, zone))
    if (
        len({candidate.moment.day for candidate in in_scripts}) <= _MOST_DAYS_IN_SCRIPTS
    ):  # else other articles' too
        yield from in_scripts


def changed_days(declared: Declarations, zone: str) -> frozenset[date]:
    """Return the days on which the page says that it was changed."""
    values = [value for key, value in declared.metas() if _CHANGED_KEY.search(key)]
    values.append(text_of(declared.article.get("dateModified")))
    return frozenset(moment.day for value in values if value and (moment := stamp(value, zone)))


def day_in_address(url: str) -> Iterator[Candidate]:
    """Yield the day that an address such as `/2015/04/28/slug/` or `/slug-28-04-2015` names."""
    path = unquote(urlsplit(url).path)
    for found, order in ((_DAY.search(path), 1), (_DAY_FIRST.search(path), -1)):
        if found:
            year, month, day = [int(part) for part in found.groups() if part][::order]
            try:
                moment = Moment(date(year, month, day), None, "day")
            except ValueError:
                continue
            yield Candidate(moment, found[0].strip("/_.-"), "address", frozenset({"address_day"}))
            return


def month_in_address(url: str) -> Candidate | None:
    """Return the month that an address such as `/2015/04/slug/` names."""
    found = _MONTH.search(urlsplit(url).path)
    if not found:
        return None
    moment = Moment(date(int(found[1]), int(found[2]), 1), None, "month")
    return Candidate(moment, found[0].strip("/"), "address", frozenset({"address_month"}))


def _json_ld(declared: Declarations, zone: str) -> Iterator[Candidate]:
    article = declared.article
    if article:
        sign = "json_ld_own" if declared.ownership(article) >= 2 else "json_ld_likely"
        key = "datePublished" if article.get("datePublished") else "dateCreated"
        yield from _candidate(text_of(article.get(key)), "json-ld", sign, zone)
    for node in declared.nodes:
        kinds = types(node)
        if kinds & ARTICLE_TYPES:
            continue
        is_page = any(kind.endswith("Page") for kind in kinds)
        if declared.ownership(node) >= (0 if is_page else 2):
            value = text_of(node.get("datePublished") or node.get("uploadDate"))
            yield from _candidate(value, "json-ld", "json_ld_page" if is_page else "json_ld_thing", zone)


def _in_scripts(tree: HtmlElement, zone: str) -> Iterator[Candidate]:
    left, seen = _MOST_IN_SCRIPTS, set[str]()
    for script in tree.iter("script"):
        source = script.text
        if not source or len(source) > _LONGEST_SCRIPT or "ld+json" in (script.get("type") or ""):
            continue
        for found in _IN_SCRIPT.finditer(source):
            if not _OTHER_KEY.search(source, max(0, found.start() - _BEFORE), found.start(1)):
                if found[1] not in seen:  # a state says the same in many places
                    yield from _candidate(found[1], "state", "script", zone)
                seen.add(found[1])
                left -= 1
                if not left:
                    return


def _candidate(value: str, method: DateMethod, sign: str, zone: str) -> Iterator[Candidate]:
    if value and (moment := stamp(value, zone)):
        exact = {"exact"} if own_offset(value) else set()
        yield Candidate(moment, value, method, frozenset({sign} | exact), is_utc(value))
