"""What a page declares about itself for machines: JSON-LD and meta tags."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

Node = dict[str, Any]

ARTICLE_TYPES = frozenset((
    "Article", "NewsArticle", "BlogPosting", "Report", "AnalysisNewsArticle", "AskPublicNewsArticle",
    "BackgroundNewsArticle", "OpinionNewsArticle", "ReportageNewsArticle", "ReviewNewsArticle",
    "SocialMediaPosting", "LiveBlogPosting", "TechArticle", "ScholarlyArticle", "AdvertiserContentArticle",
    "SatiricalArticle", "ClaimReview",
))  # fmt: skip
"""schema.org's types of a text that was published on a day."""

LISTING_TYPES = frozenset(("CollectionPage", "SearchResultsPage", "ProfilePage"))


class Declarations:
    """JSON-LD nodes and meta tags of one page, read once. What is malformed counts as absent."""

    def __init__(self, tree: HtmlElement) -> None:
        self.nodes = tuple(_nodes(tree))
        self._meta: dict[str, list[str]] = {}
        for tag in tree.iter("meta"):
            content = " ".join((tag.get("content") or "").split())
            for attribute in ("property", "name", "itemprop"):
                if content and (key := tag.get(attribute)):
                    self._meta.setdefault(key.strip().lower(), []).append(content)

    def meta(self, *keys: str) -> str:
        """Content of the first of the meta tags called `keys` that says something; else empty."""
        return next((self._meta[key][0] for key in keys if key in self._meta), "")

    @property
    def article(self) -> Node:
        """The JSON-LD node of the article that the page shows; empty if there is none.

        A page may list other articles too: the first on top with a headline wins.
        """
        articles = [node for node in self.nodes if types(node) & ARTICLE_TYPES]
        return next((node for node in articles if node.get("headline")), articles[0] if articles else {})

    @property
    def authors(self) -> frozenset[str]:
        """Who is said to have written the article: known only to be left out of its text."""
        named = self.article.get("author")
        several = named if isinstance(named, list) else [named]
        told = [
            *map(text_of, several),
            self.meta("author"),
            self.meta("article:author"),
            self.meta("dc.creator"),
        ]
        return frozenset(name.strip() for names in told for name in re.split(r",|;|\s[|&]\s", names)) - {""}

    def types(self) -> frozenset[str]:
        """All schema.org types that the page says it has."""
        return frozenset().union(*(types(node) for node in self.nodes))


def types(node: Node) -> frozenset[str]:
    """The schema.org types of a node, without the address of the vocabulary."""
    named = node.get("@type")
    several = named if isinstance(named, list) else [named]
    return frozenset(name.rpartition("/")[2] for name in several if isinstance(name, str))


def text_of(value: object) -> str:
    """A JSON-LD value as plain text: the first of a list, entities resolved, white space single."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or ""
    return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""


def _nodes(tree: HtmlElement) -> Iterator[Node]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        source = re.sub(
            r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", script.text or ""
        )
        try:
            yield from _flat(json.loads(source, strict=False), depth=0)
        except (ValueError, RecursionError):
            continue


def _flat(value: object, depth: int) -> Iterator[Node]:
    """Nodes in a breadth that stays on the page's own level: lists and `@graph`, and the entity of a page."""
    if isinstance(value, list):
        for item in value:
            yield from _flat(item, depth)
    elif isinstance(value, dict) and depth < 4:
        yield value
        for key in ("@graph", "mainEntity"):
            yield from _flat(value.get(key), depth + 1)
