"""What a page declares about itself for machines: JSON-LD and meta tags, and whose each node of JSON-LD is."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from crawlers.extract.metadata.headings import headings

Node = dict[str, Any]

ARTICLE_TYPES = frozenset((
    "Article", "NewsArticle", "BlogPosting", "Report", "AnalysisNewsArticle", "AskPublicNewsArticle",
    "BackgroundNewsArticle", "OpinionNewsArticle", "ReportageNewsArticle", "ReviewNewsArticle",
    "SocialMediaPosting", "LiveBlogPosting", "TechArticle", "ScholarlyArticle", "AdvertiserContentArticle",
    "SatiricalArticle", "ClaimReview",
))  # fmt: skip
"""schema.org's types of a text that was published on a day."""

PUBLISHER_TYPES = frozenset(("WebSite", "Organization", "NewsMediaOrganization"))
LISTING_TYPES = frozenset(("CollectionPage", "SearchResultsPage", "ProfilePage"))


_ALIKE, _FOREIGN = 0.5, 0.34
"""Shares of the words of two headlines from which on they are of one article, and below which they are of two."""
_MOST_TITLES = 6


class Declarations:
    """JSON-LD nodes and meta tags of one page, read once. What is malformed counts as absent.

    `url` is the page's address: by it, and by the titles that the page shows, a node is known as this page's own.
    """

    def __init__(self, tree: HtmlElement, url: str = "") -> None:
        self.nodes = tuple(_nodes(tree))
        self._meta: dict[str, list[str]] = {}
        self._of_page: list[tuple[str, str]] = []
        for tag in tree.iter("meta"):
            content = " ".join((tag.get("content") or "").split())
            for attribute in ("property", "name", "itemprop"):
                if content and (key := tag.get(attribute)):
                    self._meta.setdefault(key.strip().lower(), []).append(content)
                    if attribute != "itemprop" or tag.getparent().tag == "head":
                        self._of_page.append((key.strip().lower(), content))
        self.links = [(link.get("rel") or "", link.get("href") or "") for link in tree.iter("link")]
        """Relation and address of every `link`."""
        self.headings = headings(tree)
        """The texts of the page's headlines."""
        canonical = (address for relation, address in self.links if relation == "canonical")
        self._paths = {path for address in (url, self.meta("og:url"), *canonical) if (path := _path(address))}
        bar = next((title.text_content() for title in tree.iter("title")), "")
        titles = (*self.headings[:_MOST_TITLES], self.meta("og:title"), bar)
        self._titles = [title for title in titles if letters(title)]

    def meta(self, *keys: str) -> str:
        """Content of the first of the meta tags called `keys` that says something; else empty."""
        return next((self._meta[key][0] for key in keys if key in self._meta), "")

    def metas(self) -> Iterator[tuple[str, str]]:
        """Yield name and content of every meta tag that has both, microdata in the page's body left out."""
        yield from self._of_page

    @cached_property
    def article(self) -> Node:
        """The JSON-LD node of the article that the page shows; empty if there is none.

        A page may describe other articles too, such as the next one to read: a node counts only if its address or
        its headline is the page's, or nothing is said against that. The likeliest wins, of equals the first.
        """
        articles = [node for node in self.nodes if types(node) & ARTICLE_TYPES]
        likeliest = max(articles, key=self.ownership, default={})
        return likeliest if likeliest and self.ownership(likeliest) >= 0 else {}

    def ownership(self, node: Node) -> int:
        """How surely a node is of this page: 2 and more by address or headline, 0 if nothing is said, -1 another's."""
        paths = {path for address in _addresses(node) if (path := _path(address))}
        addressed = not paths.isdisjoint(self._paths)
        headline = text_of(node.get("headline") or node.get("name"))
        if not headline or not self._titles:
            return 2 if addressed else int(bool(headline)) if headline or not paths else -1
        likeness = max(_likeness(headline, title) for title in self._titles)
        if likeness >= _ALIKE:
            return (3 if likeness == 1 else 2) + addressed
        if addressed:
            return 2
        return -1 if likeness < _FOREIGN else 0

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

    @property
    def publishers(self) -> tuple[str, ...]:
        """The names of the site and of those who publish it."""
        named = [self.article.get("publisher")]
        named += [node.get("name") for node in self.nodes if types(node) & PUBLISHER_TYPES]
        return tuple(name for name in map(text_of, named) if name)

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


def letters(title: str) -> str:
    """A title's letters and digits, by which its spellings are compared."""
    return "".join(re.findall(r"\w", title.lower()))


def _likeness(headline: str, title: str) -> float:
    """The share of the words of the shorter that the longer has too; 1 if the one is in the other to the letter."""
    short, long = sorted((letters(headline), letters(title)), key=len)
    if short and short in long:
        return 1.0
    one, other = (set(re.findall(r"\w{3,}", text.lower())) for text in (headline, title))
    return min(0.99, len(one & other) / max(1, min(len(one), len(other))))


def _addresses(node: Node) -> Iterator[str]:
    for key in ("url", "@id", "mainEntityOfPage"):
        value = node.get(key)
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            yield value


def _path(address: str) -> str:
    """What of an address names the page within its site; empty for a front page and for what is no address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    path = unquote(parts.path).rstrip("/").lower()
    return f"{path}?{parts.query}" if parts.query and path else path or parts.query


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
