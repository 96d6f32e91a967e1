"""Names of several words: whether one stands around a word of the text."""

from __future__ import annotations

import re

from analysis.enrich.mentions.entries import Phrase
from analysis.enrich.mentions.view import WORD

_BACKWARDS = re.compile(r"([^\w\n.!?;:,()]{1,3})([^\W\d_]+)")
_WORD_AFTER = re.compile(r"([^\w\n.!?;:,()]{1,3})([^\W\d_]+)")
_REACH = 64
"""Characters within which the next word of a name must lie."""


def span(text: str, start: int, end: int, phrase: Phrase) -> tuple[int, int] | None:
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
