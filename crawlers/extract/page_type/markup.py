"""Whether a page's own markup calls it an article, a list, a standing page or an error."""

from __future__ import annotations

from typing import Literal

from lxml.html import HtmlElement

from crawlers.extract.metadata.structured_data import ARTICLE_TYPES, LISTING_TYPES, Declarations
from crawlers.extract.page_input import NotADocument, PageInput

_LIST_BODY = frozenset((
    "home", "blog", "archive", "search", "search-results", "category", "tag", "author", "date", "paged",
))  # fmt: skip
"""What WordPress' `body_class()` says of pages that list others."""
_CONTENT = frozenset(("entry-content", "wp-block-post-content"))
_FEWEST_TEASERS = 3

Strength = Literal["certain", "stated", "perhaps"]
"""Marked as an article in the page; called one by the crawler, the catalogue or a tag that many misuse; neither."""


def is_marked(tree: HtmlElement, declared: Declarations) -> bool:
    """Whether the page's markup says that it is an article's own page."""
    if declared.types() & LISTING_TYPES or _classes(tree) & _LIST_BODY:
        return False
    return bool(declared.types() & ARTICLE_TYPES or declared.meta("article:published_time") or _single(tree))


def strength(page: PageInput, tree: HtmlElement, declared: Declarations) -> Strength:
    """Say how sure it is that the page is an article; raise NotADocument if its own marks deny it."""
    classes, kinds = _classes(tree), declared.types()
    if "error404" in classes:
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

    A post of pictures has no text either; what a page builder wrote stands in the same place as any other text. Block
    themes leave the place out where nothing is in it (`render_block_core_post_content` of WordPress gives nothing).
    """
    if "single" not in _classes(tree):
        return False
    named = [
        (element, set(classes.split()))
        for element in tree.iter()
        if (classes := element.get("class")) and ("entry-content" in classes or "wp-block-post-" in classes)
    ]
    if places := [element for element, classes in named if classes & _CONTENT]:
        return not any(place.text_content().strip() for place in places)
    return any(element.tag == "h1" and "wp-block-post-title" in classes for element, classes in named)


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
