"""Where the article stands on a page: its headline, the block around headline and text, and what there may be dated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from crawlers.extract.metadata.publication_date.places import naming
from crawlers.extract.metadata.section_headings import COMMENTS, RELATED
from crawlers.extract.metadata.structured_data import letters

UNREAD = frozenset(("script", "style", "noscript", "template", "head", "option", "select", "textarea", "svg"))
"""Elements whose text no reader sees."""
DATE_PROPERTIES = frozenset(("datePublished", "dateCreated", "dateModified", "date", "created"))
"""Names of dates in microdata and RDFa."""
_DATED = frozenset(("time", "abbr"))
_FULL_DATE = re.compile(r"(?:19|20)\d\d|\d\d?\.\d\d?\.\d\d")
"""What a date has that stands in any place; those without a year count only where the markup says that it is a date."""
_DIGITS = re.compile(r"[0-9][0-9.]{3}")
"""What any full date in figures or with a year has; a pattern that begins with one kind of character is found fast."""
_SHORTEST_DATE = 4
"""Characters of a year, which may stand by itself beside a day and a month."""
_LONGEST_PIECE, _MOST_SPOTS = 1000, 300
_SHORTEST_PROSE, _ENOUGH = 80, 400
"""Characters of a piece of text that is prose, and of the prose that makes an article."""
_TITLE_NAME = re.compile(r"title|head", re.IGNORECASE)
_SHORTEST_TITLE, _LONGEST_SECTION_HEADING = 12, 50


class ArticleBlock:
    """One page, walked once.

    `spots` are the elements in which a date may stand, each with the characters of text before it; `headline` is the
    element that shows the title, `None` where none does; `element` is the block that holds the article; `beside` are the
    elements that a heading calls comments or other things to read, each with the name of that part (see `places`).
    """

    def __init__(self, tree: HtmlElement, title: str) -> None:
        self.headline = _headline(tree, title)
        self.headline_at = 0
        self.spots: dict[HtmlElement, int] = {}
        self._prose: dict[HtmlElement, int] = {}
        self._walk(tree)
        self.around = frozenset(
            (self.headline, *self.headline.iterancestors()) if self.headline is not None else ()
        )
        self.element = self._block()
        self.beside = dict(self._beside(tree))

    def _walk(self, tree: HtmlElement) -> None:
        position, headline, spots, may_be_dated = 0, self.headline, self.spots, _DIGITS.search
        body = tree.find("body")
        for element in (tree if body is None else body).iter():
            tag, tail, named = element.tag, element.tail, element.get("class")
            if element is headline:
                self.headline_at = position
            if (
                (named is not None and naming(named) == "date")
                or tag in _DATED
                or ((own := element.get("itemprop") or element.get("property")) and _is_date(own))
            ):
                spots.setdefault(element, position)
            if tag not in UNREAD and (text := element.text):
                size = len(text)
                if size >= _SHORTEST_DATE and may_be_dated(text) and _has_date(text):
                    spots.setdefault(element, position)
                if size > _SHORTEST_PROSE:
                    self._count(element, size)
                position += size
            if tail:
                size = len(tail)
                if size >= _SHORTEST_DATE and may_be_dated(tail) and _has_date(tail):
                    parent = element.getparent()
                    spots.setdefault(element if parent is None else parent, position)
                if size > _SHORTEST_PROSE:
                    self._count(element.getparent(), size)
                position += size
            if len(spots) > _MOST_SPOTS:
                break

    def _count(self, element: HtmlElement | None, characters: int) -> None:
        while element is not None:
            self._prose[element] = self._prose.get(element, 0) + characters
            element = element.getparent()

    def _block(self) -> HtmlElement | None:
        """The smallest element around the headline with the prose of an article, or an `article` with any."""
        if self.headline is None:
            return None
        enough = min(_ENOUGH, max(self._prose.values(), default=0) // 2)
        for element in self.headline.iterancestors():
            if element.tag in {"body", "html"}:
                return None
            if element.tag == "article" or self._prose.get(element, 0) > enough:
                return element
        return None

    def _beside(self, tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
        """What stands under a heading that ends an article: its element, or where that is the article's, what follows."""
        for heading in tree.iter("h2", "h3", "h4", "h5", "h6"):
            text = heading.text_content().strip() if heading not in self.around else ""
            if not text or len(text) > _LONGEST_SECTION_HEADING:
                continue
            part = "comment" if COMMENTS.match(text) else "related" if RELATED.match(text) else ""
            if part:
                for element in self._under(heading, len(text)):
                    if part == "comment" or next(element.iter("a"), None) is not None:
                        yield element, part

    def _under(self, heading: HtmlElement, letters_of_heading: int) -> Iterator[HtmlElement]:
        parent = heading.getparent()
        while parent is not None and parent not in self.around:
            if len(parent.text_content().strip()) > letters_of_heading:
                yield parent
                return
            heading, parent = parent, parent.getparent()
        for following in heading.itersiblings():
            if following in self.around:
                return
            yield following


def _headline(tree: HtmlElement, title: str) -> HtmlElement | None:
    """The element that shows `title`; where none does, the first `h1`."""
    wanted = letters(title)
    first: HtmlElement | None = None
    for heading in tree.iter("h1", "h2", "h3"):
        shown = letters("".join(heading.itertext()))
        if shown and (shown == wanted or (len(wanted) > _SHORTEST_TITLE and wanted in shown)):
            return heading
        if first is None and shown and heading.tag == "h1":
            first = heading
    for element in tree.iter("div", "span", "td", "p", "strong", "b", "h4", "font"):
        if _TITLE_NAME.search(element.get("class") or "") and letters("".join(element.itertext())) == wanted:
            return element
    return first


def _has_date(piece: str) -> bool:
    return len(piece) < _LONGEST_PIECE and bool(_FULL_DATE.search(piece))


def property_of(element: HtmlElement) -> str:
    """The name of what an element holds in microdata or RDFa, its vocabulary left out: `datePublished`."""
    named: str = element.get("itemprop") or element.get("property") or ""
    return named.rpartition(":")[2]


def _is_date(named: str) -> bool:
    return named.rpartition(":")[2] in DATE_PROPERTIES
