"""One walk over a page: its text in blocks, a line each, and what every block stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from lxml.html import HtmlElement

from crawlers.extract.text.class_words import BIT, parts_named

BLOCK_TAGS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
))  # fmt: skip
UNREAD_TAGS = frozenset((
    "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "link", "map", "meta", "noscript",
    "object", "option", "script", "select", "style", "svg", "template", "textarea", "title", "video",
))  # fmt: skip
_FRAME_TAGS = frozenset(("nav", "footer", "dialog"))
"""What a page sets around its article."""
_APART = sum(
    BIT[part]
    for part in ("date", "author", "tags", "share", "related", "comments", "caption", "meta", "lead", "title",
                 "hidden", "advert", "promo")
)  # fmt: skip
"""Inline elements so named are blocks of their own where they open a line or follow a whole sentence."""
_WHOLE = re.compile(r"[.!?…:»\"”|]\s*\Z|\A\s*\Z")
_WORD = re.compile(r"\w+")
_INVISIBLE = re.compile("[\xad\u200b\u2060\ufeff]")
_SENTENCE = re.compile(r"[.!?…。！？।؟][\"'»”’)\]]*(?=\s|$)")
_BOLD_TAGS = frozenset(("b", "strong"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5"))
_MENU, _LINK, _LONGEST_LINK = 3, 0.95, 100
"""Links in a row that are a menu or a list, the share of a block's letters in links that makes it one, and letters."""
_SHORTEST_PROSE, _LINKED = 60, 0.4
"""Characters from which a block with a whole sentence is prose, and the share of links from which it is none."""


class Holder:
    """An element that holds blocks, and what all its blocks come to."""

    __slots__ = (
        "_outer", "all_names", "all_parts", "article", "chars", "depth", "linked", "names", "own_prose", "parent",
        "parts", "prose", "tag",
    )  # fmt: skip

    def __init__(
        self, tag: str, names: str, identifier: str, parts: int, parent: Holder | None, number: int = 0
    ) -> None:
        self.tag = tag
        self.names = names or identifier
        """Its classes, or else its id: what is the same in all elements of its make."""
        self.all_names = f"{names} {identifier}" if names or identifier else ""
        """Its classes and its id."""
        self.parts = parts
        """What its own names say (see `class_words`)."""
        self.all_parts: int = parts if parent is None else parent.all_parts | parts
        """The same with all elements around it."""
        self.parent = parent
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.article: int = number if tag == "article" or parent is None else parent.article
        """The number of the nearest `article` that it is or stands in; 0 if there is none."""
        self.chars = self.prose = self.own_prose = 0
        """Characters of its blocks; of them, those of blocks that are prose; of these, those that stand in it directly."""
        self.linked = 0.0
        """Of `chars`, those in links."""
        self._outer: tuple[Holder, ...] | None = None

    @property
    def outer(self) -> tuple[Holder, ...]:
        """All elements around it, the nearest first; itself is not among them, or pages would wait for the garbage collector."""
        if self._outer is None:
            self._outer = () if self.parent is None else (self.parent, *self.parent.outer)
        return self._outer

    @property
    def around(self) -> tuple[Holder, ...]:
        """Itself and all elements around it, the nearest first."""
        return (self, *self.outer)

    def above(self, levels: int) -> Holder:
        """The element so many levels above, or the outermost."""
        holder = self
        for _ in range(levels):
            holder = holder.parent or holder
        return holder


OUTERMOST = Holder("", "", "", 0, None)
"""What holds a page that has no text."""


def words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(text.lower())


@dataclass(slots=True, eq=False)
class Block:
    """One line of text as a reader sees it."""

    text: str
    holder: Holder
    linked: float
    """Share of it that is the text of links."""
    bold: bool
    """Whether most of it is bold."""
    broken: bool
    """Whether a `br` stands before it, not an element's border."""
    sentences: int = 0
    prose: int = 0
    """Its characters if it is prose, else 0."""
    _words: list[str] | None = None

    @property
    def words(self) -> list[str]:
        """Its words in small letters."""
        if self._words is None:
            self._words = words(self.text)
        return self._words


def blocks_of(root: HtmlElement) -> list[Block]:
    """Return the blocks of a tree in their order, menus left out. The tree stays as it is.

    The sums of their holders are of all blocks, menus included.
    """
    walk = _Walk()
    walk.read(root)
    walk.flush()
    _sum_up(walk.blocks, walk.holders)
    return list(_without_menus(walk.blocks))


def _without_menus(blocks: list[Block]) -> Iterator[Block]:
    """The blocks without runs of short ones that are but a link each."""
    for is_link, run in groupby(blocks, _is_link):
        found = list(run)
        if not is_link or len(found) < _MENU:
            yield from found


def _is_link(block: Block) -> bool:
    return block.linked > _LINK and len(block.text) < _LONGEST_LINK and block.holder.tag not in HEADINGS


def _sum_up(blocks: list[Block], holders: list[Holder]) -> None:
    for block in blocks:
        size, holder = len(block.text), block.holder
        holder.chars += size
        holder.linked += size * block.linked
        block.sentences = len(_SENTENCE.findall(block.text))
        if size >= _SHORTEST_PROSE and block.linked < _LINKED and block.sentences:
            block.prose = size
            holder.own_prose += size
            holder.prose += size
    for holder in reversed(holders):  # inner ones first
        if (parent := holder.parent) is not None:
            parent.chars += holder.chars
            parent.linked += holder.linked
            parent.prose += holder.prose


class _Walk:
    """The state of the walk: where it is, and the pieces of the line under way."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._holder = Holder("", "", "", 0, None)
        self.holders = [self._holder]
        """All elements that hold blocks or might, in the order in which they begin."""
        self._links = self._bolds = 0
        self._pieces: list[str] = []
        self._chars = self._linked = self._bold = 0
        self._broken = False

    def read(self, element: HtmlElement) -> None:
        """Read an element with all that is in it (libxml2 nests no deeper than 256), without the text behind it."""
        tag, around, links, bolds = element.tag, self._holder, self._links, self._bolds
        if tag in BLOCK_TAGS:
            self._hold(tag, dict(element.items()))
        elif tag == "a":
            self._links = links + 1
        elif tag == "br":
            self.flush()
            self._broken = True
        elif tag in _BOLD_TAGS:
            self._bolds = bolds + 1
        elif (tag == "time" or element.keys()) and self._stands_whole():
            attributes = dict(element.items())
            if parts_named(tag, attributes) & _APART:
                self._hold(tag, attributes)
        if (text := element.text) and (self._pieces or not text.isspace()):
            self._add(text)
        for child in element:
            tag = child.tag
            if tag not in UNREAD_TAGS and not (tag in _FRAME_TAGS and self._is_frame(child)):
                self.read(child)
            if (text := child.tail) and (self._pieces or not text.isspace()):
                self._add(text)
        if self._holder is not around:
            self.flush()
            self._holder = around
        self._links, self._bolds = links, bolds

    def flush(self) -> None:
        """End the line under way."""
        if pieces := self._pieces:
            joined = "".join(pieces)
            if text := " ".join((joined if joined.isascii() else _INVISIBLE.sub("", joined)).split()):
                chars = self._chars or 1
                linked, bold = min(1.0, self._linked / chars), self._bold / chars > 0.8
                self.blocks.append(Block(text, self._holder, linked, bold, self._broken))
            pieces.clear()
            self._chars = self._linked = self._bold = 0
        self._broken = False

    def _hold(self, tag: str, attributes: dict[str, str]) -> None:
        self.flush()
        names, identifier = attributes.get("class", ""), attributes.get("id", "")
        self._holder = Holder(
            tag, names, identifier, parts_named(tag, attributes), self._holder, len(self.holders)
        )
        self.holders.append(self._holder)

    def _is_frame(self, element: HtmlElement) -> bool:
        """Whether an element is the site's own: neither in an `article` nor, never closed, around the headline."""
        return not self._holder.article and next(element.iter("h1", "article"), None) is None

    def _stands_whole(self) -> bool:
        return not self._pieces or bool(_WHOLE.search("".join(self._pieces[-2:])))

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        chars = len(text) if len(text) > 40 else len(text.strip())
        self._chars += chars
        if self._links:
            self._linked += chars
        if self._bolds:
            self._bold += chars
