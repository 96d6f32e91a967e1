"""Whether a page publishes something of its own, or lists, searches, greets or apologises."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawlers.extract.metadata.structured_data import ARTICLE_TYPES, LISTING_TYPES, Declarations
from crawlers.extract.page_input import NotADocument, PageInput
from crawlers.web.addresses import canonical

_FRONT = re.compile(
    r"^/?(?:index\.(?:php|html?))?(?:/?(?:[a-z]{2}(?:[-_][a-z]{2})?|kaz|qaz|rus|eng))?/?(?:index\.(?:php|html?))?$",
    re.IGNORECASE,
)
_LIST_PATH = re.compile(
    r"/(?:category|categories|tag|tags|author|archive|archives|search|topics?|rubrics?)/[^?]*$|"
    r"/page[/-]\d+/?$|/feed/?$",
    re.IGNORECASE,
)
_LIST_QUERY = re.compile(
    r"(?:^|&)(?:s|q|search|searchword|paged|start|limitstart|cat|tag|author|m|page|PAGEN_1)=", re.IGNORECASE
)
_LIST_BODY = frozenset((
    "home", "blog", "archive", "search", "search-results", "category", "tag", "author", "date", "paged",
))  # fmt: skip
"""What WordPress' `body_class()` says of pages that list others."""
_ERROR = re.compile(
    r"^(?:error|http|ошибка|fehler|błąd)\W{0,3}[45]\d\d\b|^(?:403|404|410|50[0234])(?:$|\W*(?:error|not|page|forbidden|"
    r"gone|internal|bad|service|gateway|ошибка|страница|seite|strona|бет)\b)|"
    r"^(?:page )?not found\b|page can(?:no|')t be found|страница не найдена|бет табылмады|"
    r"seite nicht gefunden|nie znaleziono strony|"
    r"^(?:access denied|forbidden|just a moment|attention required|one moment, please|"
    r"bad gateway|service unavailable|internal server error)",
    re.IGNORECASE,
)

_FEWEST_TEASERS = 3

Strength = Literal["certain", "stated", "perhaps"]
"""Marked as an article in the page; called one by the crawler, the catalogue or a tag that many misuse; neither."""


def is_front(url: str) -> bool:
    """Whether the address is that of a site's front page, in whatever language."""
    parts = urlsplit(url)
    return not parts.query and bool(_FRONT.match(parts.path))


def is_list(url: str) -> bool:
    """Whether the address has the form of a list's, as far as that is the same on most sites."""
    parts = urlsplit(url)
    return bool(_LIST_PATH.search(parts.path) or _LIST_QUERY.search(parts.query))


def fits(url: str, articles: str | None) -> bool:
    """Whether an address may be an article's: by the site's pattern, or because it is no list's."""
    if articles is None:
        return not is_list(url)
    parts = urlsplit(url)
    return bool(re.search(articles, parts.path + (f"?{parts.query}" if parts.query else "")))


def refuse_by_address(page: PageInput, url: str) -> None:
    """Raise NotADocument if the address alone says that this is the home page or a list."""
    if is_front(url):
        raise NotADocument("home page")
    if not page.articles and is_list(url):
        raise NotADocument("listing")
    if page.articles and not any(fits(address, page.articles) for address in (url, canonical(page.url))):
        raise NotADocument("not an article's address")


def judge(page: PageInput, tree: HtmlElement, declared: Declarations, title: str) -> Strength:
    """Say how sure it is that the page is an article; raise NotADocument if its own marks deny it."""
    classes, kinds = _classes(tree), declared.types()
    if _ERROR.search(title) or "error404" in classes:
        raise NotADocument("error page")
    if kinds & ARTICLE_TYPES or declared.meta("article:published_time") or _single(tree):
        return "certain"
    if kinds & LISTING_TYPES or classes & _LIST_BODY:
        raise NotADocument("listing")
    stated = page.articles or page.role == "article" or declared.meta("og:type").lower() == "article"
    return "stated" if stated else "perhaps"


def is_standing(tree: HtmlElement) -> bool:
    """Whether WordPress calls it a page, such as "About us", not a post."""
    return any(name.startswith("page-id-") for name in _classes(tree))


def is_empty_post(tree: HtmlElement) -> bool:
    """Whether WordPress shows a post in which nothing is written: then all text of the page is its frame.

    A post of pictures has no text either; what a page builder wrote stands in the same place as any other text.
    """
    if "single" not in _classes(tree):
        return False
    places = [*tree.find_class("entry-content"), *tree.find_class("wp-block-post-content")]
    return bool(places) and not any(place.text_content().strip() for place in places)


def is_mostly_links(tree: HtmlElement, text: str) -> bool:
    """Whether the text is that of a list: a third of its lines are links, the titles of teasers."""
    linked = {" ".join(link.text_content().split()) for link in tree.iter("a")}
    found = text.splitlines()
    links = sum(line.strip(" -•»›") in linked for line in found)
    return links > _FEWEST_TEASERS and links > len(found) / 3


def _single(tree: HtmlElement) -> bool:
    """WordPress says `single` of a post's own page; schema.org's microdata names the type."""
    return "single" in _classes(tree) or any(
        (item.get("itemtype") or "").rpartition("/")[2] in ARTICLE_TYPES
        for item in tree.iter("article", "div", "main", "section")
    )


def _classes(tree: HtmlElement) -> set[str]:
    body = tree.find("body")
    return set() if body is None else set((body.get("class") or "").split())
