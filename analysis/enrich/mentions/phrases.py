"""Names of several words: whether one stands around a word of the text."""

from __future__ import annotations

import re
from datetime import date

from analysis.enrich.mentions.entries import Phrase
from analysis.enrich.mentions.view import WORD

_BACKWARDS = re.compile(r"([^\w\n.!?;:,()]{1,3})([^\W\d_]+)")
_WORD_AFTER = re.compile(r"([^\w\n.!?;:,()]{1,3})([^\W\d_]+)")
_REACH = 64
"""Characters within which the next word of a name must lie."""


def longest(
    text: str, start: int, end: int, phrases: tuple[Phrase, ...], day: date | None
) -> tuple[Phrase, int, int] | None:
    """The longest of `phrases` around the word `text[start:end]`, which is the anchor of each; None if none is there.

    The words beside it are read once: hundreds of names may share an anchor, and hardly one has its neighbours.
    """
    before = _BACKWARDS.match(text[max(0, start - _REACH) : start][::-1])
    after = _WORD_AFTER.match(text, end, end + _REACH)
    word_before, word_after = before and before[2][::-1], after and after[2]
    best = None
    for phrase in phrases:
        tokens, anchor = phrase.tokens, phrase.anchor
        if anchor and not (word_before and tokens[anchor - 1].fits(word_before)):
            continue
        if anchor + 1 < len(tokens) and not (word_after and tokens[anchor + 1].fits(word_after)):
            continue
        if phrase.entry and not phrase.entry.valid(day):
            continue
        place = _span(text, start, end, phrase)
        if place and (best is None or place[1] - place[0] > best[2] - best[1]):
            best = phrase, *place
    return best


def _span(text: str, start: int, end: int, phrase: Phrase) -> tuple[int, int] | None:
    """Where `phrase` stands if its anchor is `text[start:end]`; None if its other words are not there."""
    for token in reversed(phrase.tokens[: phrase.anchor]):
        found = _BACKWARDS.match(text[max(0, start - _REACH) : start][::-1])
        if not found or not token.fits(found[2][::-1]):
            return None
        start -= found.end(2)
    for token in phrase.tokens[phrase.anchor + 1 :]:
        found = _WORD_AFTER.match(text, end, end + _REACH)
        if not found or not token.fits(found[2]):
            return None
        end = found.end(2)
    return (start, end) if WORD.match(text, start) else None
