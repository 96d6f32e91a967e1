"""What a page shows as headlines: the words of its `h1`, or of what stands in its place, without what is set into them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawlers.extract.dates.printed import is_date_line

_UNREAD = frozenset(("script", "style", "noscript", "template", "svg", "button", "select"))
_APART = re.compile(
    r"(?:^|[\s_-])(?:kicker|overline|dachzeile|topline|eyebrow|rubric|supertitle|date|time|views?|comments?|share|sharing|social|"
    r"edit|counter|badge)(?:$|[\s_-])",
    re.I,
)
"""Classes of what is set into a headline and is none of its words."""
_TITLE = re.compile(
    r"(?:^|[\s_-])(?:(?:entry|post|article|news|page|content|item|node)[_-]?(?:title|heading|headline)|headline|"
    r"contentheading|title)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes of the headline on pages whose `h1` is a logo or is missing."""
_LOGO = re.compile(r"(?:^|[\s_-])(?:logo|site-?(?:title|name)|brand)(?:$|[\s_-])", re.IGNORECASE)
"""Classes and ids of the site's own name."""
_LONGEST = 500
"""Characters; an `h1` with more was never closed."""


def headings(tree: HtmlElement) -> list[str]:
    """Return the texts of the page's headlines in their order, those of logos left out."""
    found = [
        text for h1 in tree.iter("h1") if not is_logo(h1) and 0 < len(text := heading_text(h1)) < _LONGEST
    ]
    return found or list(_instead(tree))


def heading_text(heading: HtmlElement) -> str:
    """Return the words of a headline as one line, without scripts, kickers and dates that are set into it."""
    pieces: list[str] = []
    _gather(heading, pieces)
    return " ".join("".join(pieces).split())


def is_logo(heading: HtmlElement) -> bool:
    """Whether a heading is the site's name: it leads to the front page, or is called so."""
    if _LOGO.search(f"{heading.get('class') or ''} {heading.get('id') or ''}"):
        return True
    links = [link.get("href") or "" for link in heading.iter("a")]
    links += [above.get("href") or "" for above in heading.iterancestors("a")]
    return any(_is_front(link) for link in links)


def _is_front(href: str) -> bool:
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return False
    named = href.strip()
    return (
        bool(named) and named[0] != "#" and not parts.query and not parts.fragment and parts.path in {"", "/"}
    )


def _instead(tree: HtmlElement) -> Iterator[str]:
    """Texts that stand where an `h1` would: what microdata calls the headline, else what its class calls so."""
    for element in tree.iter("h2", "h3", "div", "span", "td", "p"):
        named = element.get("itemprop") == "headline" or _TITLE.search(element.get("class") or "")
        if named and not is_logo(element) and 0 < len(text := heading_text(element)) < _LONGEST:
            yield text
            return


def _gather(element: HtmlElement, pieces: list[str]) -> None:
    pieces.append(element.text or "")
    for child in element:
        pieces.append(" " if child.tag in {"br", "div", "p"} else "")
        if child.tag not in _UNREAD and not _is_apart(child):
            _gather(child, pieces)
        pieces.append(child.tail or "")


def _is_apart(child: HtmlElement) -> bool:
    if child.tag == "time" or _APART.search(child.get("class") or ""):
        return True
    return child.tag in {"small", "span"} and is_date_line("".join(child.itertext()))
