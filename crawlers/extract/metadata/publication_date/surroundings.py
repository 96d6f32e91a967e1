"""What an element of a page stands in: a comment, a list of teasers, the frame of the site, or the article itself."""

from __future__ import annotations

from typing import NamedTuple

from lxml.html import HtmlElement

from crawlers.extract.metadata.publication_date.article_block import UNREAD, ArticleBlock
from crawlers.extract.metadata.publication_date.places import naming, part_of_page

_WEIGHT = ("", "side", "head", "list", "footer", "notice", "clock", "related", "comment")
"""Parts of a page, the one that says most against a date last."""
_FRAME = frozenset(("footer", "list", "head", "side"))


class Surroundings(NamedTuple):
    """All that an element stands in; what holds the headline too says nothing of it and is left out."""

    part: str = ""
    """The weightiest part of a page around it (see `places.part_of_page`)."""
    inside: bool = False
    """Whether it is inside the article's block."""
    hidden: bool = False
    """Whether no reader sees it."""
    link: str | None = None
    """Where it leads, if it is in a link."""
    scope: HtmlElement | None = None
    """The nearest item of microdata around it."""


class SurroundingsOf:
    """Looks up the elements of one page, each of their ancestors once."""

    def __init__(self, block: ArticleBlock) -> None:
        self._block = block
        self._known: dict[HtmlElement, Surroundings] = {}

    def __call__(self, element: HtmlElement) -> Surroundings:
        """Return what `element` stands in, itself included."""
        chain, above = [], Surroundings()
        step: HtmlElement | None = element
        while step is not None:
            if known := self._known.get(step):
                above = known
                break
            chain.append(step)
            step = step.getparent()
        for step in reversed(chain):
            above = self._known[step] = self._within(above, step)
        return above

    def _within(self, above: Surroundings, element: HtmlElement) -> Surroundings:
        attributes = element.attrib
        above = above._replace(
            inside=above.inside or element is self._block.element,
            hidden=above.hidden or element.tag in UNREAD,
            scope=element if "itemscope" in attributes else above.scope,
        )
        if element in self._block.around:
            return above
        named = names_of(element)
        part = self._block.beside.get(element) or part_of_page(str(element.tag), named)
        if part in _FRAME and naming(named) == "date":  # `date-header` is no header
            part = ""
        link = attributes.get("href") if element.tag == "a" else None
        return above._replace(part=max(above.part, part, key=_WEIGHT.index), link=link or above.link)


def names_of(element: HtmlElement) -> str:
    """The class and id of an element."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"
