"""The line of a page that a date stands in, and the words beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from crawlers.extract.dates.labels import without_labels
from crawlers.extract.dates.printed import Printed
from crawlers.extract.dates.weekdays import WEEKDAY

_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "big", "cite", "em", "font", "i", "ins", "label", "mark", "small", "span", "strong", "sub",
    "sup", "time", "tt", "u",
))  # fmt: skip
_LONGEST_BLOCK, _LONGEST_LABEL = 220, 40
_SMALL_WORDS = re.compile(r"\b(?:года?|жыл\w*|року|дата|куни|date|datum|data)\b")


def line_of(spot: HtmlElement) -> HtmlElement:
    """The element whose text is the line that `spot` stands in: what is set within a line is no line of its own."""
    line = spot
    while line.tag in _INLINE and line.tag != "time":
        parent = line.getparent()
        if parent is None or parent.tag in {"body", "html"} or _is_longer(parent, _LONGEST_BLOCK):
            break
        line = parent
    return line


def texts_of(line: HtmlElement) -> list[tuple[str, list[HtmlElement]]]:
    """The text of a line; of an element with much text, or in one, the lines that are set off in it without a block.

    Each with the elements that are set in it. Old pages write `<b>Дата</b>: 14.03.2018<br>` straight into the article:
    the line ends where a block or break begins.
    """
    if not is_in_text(line):
        return [(_one_line(" ".join(line.itertext())), [])]
    if line.tag in _INLINE:
        return [(run, elements) for run, elements in _runs(line.getparent()) if line in elements]
    return list(_runs(line))


def is_in_text(line: HtmlElement) -> bool:
    """Whether a line is one of much text, and not an element of its own."""
    if line.tag not in _INLINE:
        return _is_longer(line, _LONGEST_BLOCK)
    parent = line.getparent()
    return line.tag != "time" and parent is not None and parent.tag not in {"body", "html"}


def _runs(element: HtmlElement) -> Iterator[tuple[str, list[HtmlElement]]]:
    """Each line of text in an element that no block of its own holds, with what is set in it."""
    pieces, elements = [element.text or ""], list[HtmlElement]()
    for child in element:
        if child.tag in _INLINE:
            pieces += [" ", *child.itertext(), " "]
            elements.append(child)
        else:
            yield _one_line("".join(pieces)), elements
            pieces, elements = [], []
        pieces.append(child.tail or "")
    yield _one_line("".join(pieces)), elements


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _is_longer(element: HtmlElement, limit: int) -> bool:
    for piece in element.itertext():
        limit -= len(piece.strip())
        if limit < 0:
            return True
    return False


def words_before(element: HtmlElement) -> str:
    """A few words right before an element, such as `Published:`; empty for a headline and for what is long or has digits."""
    previous, parent = element.getprevious(), element.getparent()
    beside = previous.tail if previous is not None else parent.text if parent is not None else ""
    text = (beside or "").strip()
    if (
        not text
        and previous is not None
        and isinstance(previous.tag, str)
        and previous.tag not in {"h1", "h2"}
        and not _is_longer(previous, _LONGEST_LABEL)
    ):
        text = "".join(previous.itertext()).strip()
    return text if len(text) <= _LONGEST_LABEL and not any(map(str.isdigit, text)) else ""


def letters_beside(folded: str, found: Iterable[Printed]) -> int:
    """How many letters a line has beside its dates, their weekdays and the words that name them."""
    rest, end = "", 0
    for one in found:
        rest, end = rest + folded[end : one.start] + " ", one.end
    rest = WEEKDAY.sub("", without_labels(rest + folded[end:]))
    return sum(map(str.isalpha, _SMALL_WORDS.sub("", rest)))
