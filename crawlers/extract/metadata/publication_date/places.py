"""What part of a page an element is, by its tag, class and id: the article's date, or something that is the site's."""

from __future__ import annotations

import re
from functools import lru_cache

from crawlers.extract.dates.labels import Label

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PARTS: tuple[tuple[str, str], ...] = (
    ("comment", r"comments?|commentlist|komment\w*|respond|repl(?:y|ies)|disqus|guestbook|reviews?"),
    ("related", r"related\w*|similar|recommend\w*|read-?(?:more|also)|see-?also|also|popular|latest|most-?\w*|trending|top-?news|ticker|"
                r"marquee|upcoming|lenta|newsfeed|(?:more|other|last|recent)-?(?:news|posts?|articles?|stories|materials?)|"
                r"(?:post|posts|article)-?navigation|nav-?links|prev-?next|afisha"),
    ("clock", r"clock|today|weather|pogoda|wetter|currency|rates?|kurs|exchange|horoscope|prayer|now|"
              r"(?:header|current|server|live)-?(?:time|date|day)"),
    ("notice", r"copyright|imprint|colophon|legal|modal|popup|cookies?|consent|subscribe|newsletter|poll|vote|login"),
    ("footer", r"footer|bottom"),
    ("list", r"news-?list|teasers?|carousel|slider|swiper|slick|prev|next|previous|pagination|promo|feed|archives?|cards?|grid|lists?"),
    ("head", r"header|top|masthead|navbar|nav|menu|toolbar|breadcrumbs?|calendar|events?|top-?(?:bar|line)"),
    ("side", r"side\w*|widgets?|aside|rail|secondary|modules?|banner|(?:right|left)-?col\w*"),
)  # fmt: skip
_OF_NAMES = tuple((part, re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])")) for part, words in _PARTS)
_OWN = re.compile(r"(?:^|[\s_-])(?:entry|post|article|story|node|detail)[\s_-]")
"""Names of an article's own parts: `entry-top`, `article-header`, `post-footer`."""
_OF_TAGS = {"footer": "footer", "header": "head", "nav": "head", "aside": "side", "form": "side"}
_DATE = re.compile(
    r"(?:^|[\s_-])(?:dates?|datetime|time|timestamp|dateline|publish(?:ed)?|pubdate|created|posted|datum|fecha|kun|"
    r"date(?:published|created|posted)|(?:article|news|post|entry|pub|item|publish(?:ed)?)(?:date|time))(?:$|[\s_-])"
)
_META = re.compile(
    r"(?:^|[\s_-])(?:\w{0,8}meta|\w{0,8}info|byline|author|details?|data|submitted|credits?|"
    r"(?:entry|post|article)[_-]?(?:footer|header|top|bottom))"
)
_CHANGED = re.compile(r"(?:^|[\s_-])(?:updated?|modified|lastmod\w*|date-?modified)(?:$|[\s_-])")
_PUBLISHED = re.compile(r"publish|posted|created|pubdate|(?:entry|post)[_-]date")


@lru_cache(maxsize=8192)
def part_of_page(tag: str, named: str) -> str:
    """Return which part of a page an element with this tag, class and id is; empty: none that matters to a date."""
    plain = _plain(named)
    for part, pattern in _OF_NAMES[:5]:
        if pattern.search(plain) and not (part == "footer" and _OWN.search(plain)):
            return part
    if tag in _OF_TAGS:
        return _OF_TAGS[tag]
    part = next((part for part, pattern in _OF_NAMES[5:] if pattern.search(plain)), "")
    return "" if part == "head" and _OWN.search(plain) else part


@lru_cache(maxsize=8192)
def naming(named: str) -> str:
    """Return `date` for a class or id that names a date, `meta` for one of the line that such a date stands in."""
    plain = _plain(named)
    return "date" if _DATE.search(plain) else "meta" if _META.search(plain) else ""


@lru_cache(maxsize=8192)
def change_or_publication(named: str) -> Label:
    """Return `published` or `updated` where the class or id says which of the two a date is.

    hAtom lets themes call the date of publication `updated` too: a class that names both means publication.
    """
    plain = _plain(named)
    if _PUBLISHED.search(plain):
        return "published"
    return "updated" if _CHANGED.search(plain) else ""


def _plain(named: str) -> str:
    return _CAMEL.sub("-", named).lower()
