"""Names of several words: whether one stands around a word of the text."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from analysis.enrich.mentions.entries import Phrase, folded
from analysis.enrich.mentions.view import WORD

_BESIDE = re.compile(r"[^\w\n.!?;:,()]{1,3}([^\W\d_]+)")
_REACH = 64
"""Characters within which the next word of a name must lie."""


def longest(
    text: str, start: int, end: int, phrases: tuple[Phrase, ...], day: date | None
) -> tuple[Phrase, int, int] | None:
    """The longest of `phrases` around the word `text[start:end]`, which is the anchor of each; None if none is there.

    The words beside it are read once: hundreds of names may share an anchor, and hardly one has its neighbours.
    """
    before, after = _word_before(text, start), _word_after(text, end)
    best = None
    for phrase in phrases:
        tokens, anchor = phrase.tokens, phrase.anchor
        if anchor and not (before and tokens[anchor - 1].fits(before.key, before.capital)):
            continue
        if anchor + 1 < len(tokens) and not (after and tokens[anchor + 1].fits(after.key, after.capital)):
            continue
        if phrase.entry and not phrase.entry.valid(day):
            continue
        place = _span(text, start, end, phrase)
        if place and (best is None or place[1] - place[0] > best[2] - best[1]):
            best = phrase, *place
    return best


class _Beside(NamedTuple):
    """A word beside a name."""

    key: str
    capital: bool
    edge: int
    """Its other end, seen from the name."""


def _word_before(text: str, start: int) -> _Beside | None:
    found = _BESIDE.match(text[max(0, start - _REACH) : start][::-1])
    return _Beside(folded(found[1][::-1]), found[1][-1].isupper(), start - found.end()) if found else None


def _word_after(text: str, end: int) -> _Beside | None:
    found = _BESIDE.match(text, end, end + _REACH)
    return _Beside(folded(found[1]), found[1][0].isupper(), found.end()) if found else None


def _span(text: str, start: int, end: int, phrase: Phrase) -> tuple[int, int] | None:
    """Where `phrase` stands if its anchor is `text[start:end]`; None if its other words are not there."""
    for token in reversed(phrase.tokens[: phrase.anchor]):
        before = _word_before(text, start)
        if not before or not token.fits(before.key, before.capital):
            return None
        start = before.edge
    for token in phrase.tokens[phrase.anchor + 1 :]:
        after = _word_after(text, end)
        if not after or not token.fits(after.key, after.capital):
            return None
        end = after.edge
    return (start, end) if WORD.match(text, start) else None
