"""The article's text on any page: its blocks as they are learned to be told, or what the page states for machines."""

from __future__ import annotations

import html
import re

from lxml.html import HtmlElement

from crawlers.extract.metadata.structured_data import Declarations, text_of
from crawlers.extract.text.blocks import Block, blocks_of, words
from crawlers.extract.text.body import Prose, clean, prose, take_captions
from crawlers.extract.text.classifier import probabilities
from crawlers.extract.text.features import Known, surroundings
from crawlers.extract.text.selection import chosen

_SHORTEST = 250
"""Characters of a stated text from which on it can be better than what is shown."""
_MISSED = 1.5
"""How much longer a stated text must be for the shown one to be but a part of it (paywalls hide the rest)."""
_HELD, _DISTINCT = 0.5, 0.5
"""Shares: of the shown words in a row that a fuller text must hold too; of its sentences that must not repeat."""
_BEGINNING = 60
"""Characters by which a text is known that is stated again behind itself."""
_BEHIND = 6
"""Blocks behind a text among which tags and invitations stand."""
_MARKDOWN_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_MARKDOWN_SIGN = re.compile(r"^(?:\+{3}.*|\[#\w+:.*\]|\{:.*\})$", re.MULTILINE)
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


def known_of(declared: Declarations, title: str) -> Known:
    """What a page says of its article beside showing it."""
    stated = declared.article.get("articleBody")
    described = declared.meta("og:description", "description", "twitter:description")
    return Known(
        title=title,
        description=described or text_of(declared.article.get("description")),
        stated_body=html.unescape(stated) if isinstance(stated, str) else "",
    )


def article_text(tree: HtmlElement, known: Known) -> Prose:
    """Return the text that a page shows of the article `known`; JSON-LD's where that is clearly more complete.

    Removes the texts under images from the tree.
    """
    captions = take_captions(tree)
    blocks = blocks_of(tree)
    found = Prose("", tuple(captions))
    if blocks:
        around = surroundings(blocks, known.title)
        kept = chosen(blocks, around, probabilities(blocks, around, known).tolist())
        found = clean([block.text for block in kept], captions)
        found = found._replace(left_out=_left_out(blocks, kept))
    if len(known.stated_body) < max(_SHORTEST, _MISSED * len(found.text)):
        return found
    stated = _stated(known.stated_body, captions)
    return stated if _is_fuller(stated.text, found.text) else found


def _left_out(blocks: list[Block], kept: list[Block]) -> tuple[str, ...]:
    """The boilerplate among the kept blocks and just behind them, whether it was taken for text or not."""
    taken = set(kept)
    places = [place for place, block in enumerate(blocks) if block in taken]
    among = blocks[places[0] : places[-1] + _BEHIND] if places else []
    return clean([block.text for block in among], []).left_out


def _stated(body: str, captions: list[str]) -> Prose:
    if "</p>" in body or "<br" in body:
        return prose(body)
    body = _said_once(body)
    plain = _MARKDOWN_SIGN.sub("", _MARKDOWN_LINK.sub(r"\1", body))
    return clean(plain.splitlines(), captions)


def _said_once(body: str) -> str:
    """A text without its own repetition: some sites state it twice in a row."""
    again = body.find(body[:_BEGINNING], _BEGINNING)
    return body[:again] if again > 0 and body[again:].strip() == body[:again].strip() else body


def _is_fuller(stated: str, shown: str) -> bool:
    """Whether a stated text holds the shown one and much more, and is no text over and over."""
    if len(stated) < max(_SHORTEST, _MISSED * len(shown)):
        return False
    sentences = [sentence for sentence in _SENTENCE.split(stated) if sentence]
    if len(set(sentences)) < _DISTINCT * len(sentences):
        return False
    of_shown = _rows(shown)
    return not of_shown or len(of_shown & _rows(stated)) >= _HELD * len(of_shown)


def _rows(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return set(zip(found, found[1:], found[2:], strict=False))
