"""The line of a page that a date stands in, and the words beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from crawlers.extract.dates.labels import without_labels
from crawlers.extract.dates.printed import Printed

_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "big", "cite", "em", "font", "i", "ins", "label", "mark", "small", "span", "strong", "sub",
    "sup", "time", "tt", "u",
))  # fmt: skip
_LONGEST_BLOCK, _LONGEST_LABEL = 220, 40
_YEAR_WORD = re.compile(r"\b(?:года?|жыл\w*|року)\b")


def line_of(spot: HtmlElement) -> HtmlElement:
    """The element whose text is the line that `spot` stands in: what is set within a line is no line of its own."""
    line = spot
    while line.tag in _INLINE and line.tag != "time":
        parent = line.getparent()
        if parent is None or parent.tag in {"body", "html"} or _is_longer(parent, _LONGEST_BLOCK):
            break
        line = parent
    return line


def _is_longer(element: HtmlElement, limit: int) -> bool:
    for piece in element.itertext():
        limit -= len(piece.strip())
        if limit < 0:
            return True
    return False


def words_before(element: HtmlElement) -> str:
    """A few words right before an element, such as `Published:`; empty if what stands there is long or has digits."""
    previous, parent = element.getprevious(), element.getparent()
    beside = previous.tail if previous is not None else parent.text if parent is not None else ""
    text = (beside or "").strip()
    if (
        not text
        and previous is not None
        and isinstance(previous.tag, str)
        and not _is_longer(previous, _LONGEST_LABEL)
    ):
        text = "".join(previous.itertext()).strip()
    return text if len(text) <= _LONGEST_LABEL and not any(map(str.isdigit, text)) else ""


def letters_beside(folded: str, found: Iterable[Printed]) -> int:
    """How many letters a line has beside its dates and the words that name them."""
    rest, end = "", 0
    for one in found:
        rest, end = rest + folded[end : one.start] + " ", one.end
    return sum(map(str.isalpha, _YEAR_WORD.sub("", without_labels(rest + folded[end:]))))
