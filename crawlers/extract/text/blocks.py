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
_APART = sum(
    BIT[part]
    for part in ("date", "author", "tags", "share", "related", "comments", "caption", "meta", "lead", "title",
                 "hidden", "advert", "promo")
)  # fmt: skip
"""Inline elements so named are blocks of their own where they open a line or follow a whole sentence."""
_WHOLE = re.compile(r"[.!?…:»\"”|]\s*\Z|\A\s*\Z")
_INVISIBLE = re.compile("[\xad\u200b\u2060\ufeff]")
_SENTENCE = re.compile(r"[.!?…。！？।؟][\"'»”’)\]]*(?=\s|$)")
_BOLD_TAGS = frozenset(("b", "strong"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5"))
_MENU, _LINK, _LONGEST_LINK = 3, 0.95, 100
"""Links in a row that are a menu or a list, the share of a block's letters in links that makes it one, and letters."""
_SHORTEST_PROSE, _LINKED = 60, 0.4
"""Characters from which a block with a whole sentence is prose, and the share of links from which it is none."""


@dataclass(slots=True, eq=False)
class Holder:
    """An element that holds blocks, and what all its blocks come to."""

    tag: str
    names: str
    """Its classes, or else its id: what is the same in all elements of its make."""
    all_names: str
    """Its classes and its id."""
    parts: int
    """What its own names say (see `class_words`)."""
    all_parts: int
    """The same with all elements around it."""
    parent: Holder | None
    depth: int
    chars: int = 0
    linked: float = 0.0
    """Of `chars`, those in links."""
    prose: int = 0
    """Of `chars`, those in blocks that are prose."""
    own_prose: int = 0
    """Of `prose`, that which stands in it directly."""
    outer: tuple[Holder, ...] = ()
    """All elements around it; itself is not among them, or each page would wait for the garbage collector."""

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


OUTERMOST = Holder("", "", "", 0, 0, None, 0)
"""What holds a page that has no text."""


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


def blocks_of(root: HtmlElement) -> list[Block]:
    """Return the blocks of a tree in their order, menus left out. The tree stays as it is.

    The sums of their holders are of all blocks, menus included.
    """
    walk = _Walk()
    walk.read(root)
    walk.flush()
    for block in walk.blocks:
        _sum_up(block)
    return list(_without_menus(walk.blocks))


def _without_menus(blocks: list[Block]) -> Iterator[Block]:
    """The blocks without runs of short ones that are but a link each."""
    for is_link, run in groupby(blocks, _is_link):
        found = list(run)
        if not is_link or len(found) < _MENU:
            yield from found


def _is_link(block: Block) -> bool:
    return block.linked > _LINK and len(block.text) < _LONGEST_LINK and block.holder.tag not in HEADINGS


def _sum_up(block: Block) -> None:
    size = len(block.text)
    block.sentences = len(_SENTENCE.findall(block.text))
    if size >= _SHORTEST_PROSE and block.linked < _LINKED and block.sentences:
        block.prose = size
    block.holder.own_prose += block.prose
    holder: Holder | None = block.holder
    while holder is not None:
        holder.chars += size
        holder.linked += size * block.linked
        holder.prose += block.prose
        holder = holder.parent


class _Walk:
    """The state of the walk: where it is, and the pieces of the line under way."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._holder = Holder("", "", "", 0, 0, None, 0)
        self._links = self._bolds = 0
        self._pieces: list[str] = []
        self._chars = self._linked = self._bold = 0
        self._broken = False

    def read(self, element: HtmlElement) -> None:
        """Read an element with all that is in it (libxml2 nests no deeper than 256), without the text behind it."""
        tag, around, links, bolds = element.tag, self._holder, self._links, self._bolds
        if tag == "br":
            self.flush()
            self._broken = True
        elif tag in BLOCK_TAGS:
            self._hold(tag, dict(element.items()))
        elif tag == "a":
            self._links += 1
        elif tag in _BOLD_TAGS:
            self._bolds += 1
        elif (tag == "time" or element.keys()) and self._stands_whole():
            attributes = dict(element.items())
            if parts_named(tag, attributes) & _APART:
                self._hold(tag, attributes)
        if text := element.text:
            self._add(text)
        for child in element:
            if child.tag not in UNREAD_TAGS:
                self.read(child)
            if text := child.tail:
                self._add(text)
        if self._holder is not around:
            self.flush()
            self._holder = around
        self._links, self._bolds = links, bolds

    def flush(self) -> None:
        """End the line under way."""
        if self._pieces:
            joined = "".join(self._pieces)
            if text := " ".join((joined if joined.isascii() else _INVISIBLE.sub("", joined)).split()):
                chars = max(1, self._chars)
                linked, bold = min(1.0, self._linked / chars), self._bold / chars > 0.8
                self.blocks.append(Block(text, self._holder, linked, bold, self._broken))
            self._pieces = []
            self._chars = self._linked = self._bold = 0
        self._broken = False

    def _hold(self, tag: str, attributes: dict[str, str]) -> None:
        self.flush()
        around, parts = self._holder, parts_named(tag, attributes)
        names, identifier = attributes.get("class", ""), attributes.get("id", "")
        all_names = f"{names} {identifier}" if names or identifier else ""
        all_parts = around.all_parts | parts
        self._holder = Holder(tag, names or identifier, all_names, parts, all_parts, around, around.depth + 1)
        self._holder.outer = around.around

    def _stands_whole(self) -> bool:
        return not self._pieces or bool(_WHOLE.search("".join(self._pieces[-2:])))

    def _add(self, text: str) -> None:
        if text.isspace() and not self._pieces:
            return
        self._pieces.append(text)
        chars = len(text) if len(text) > 40 else len(text.strip())
        self._chars += chars
        if self._links:
            self._linked += chars
        if self._bolds:
            self._bold += chars
