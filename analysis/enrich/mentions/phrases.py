"""Names of several words: whether one stands around a word of the text."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from typing import NamedTuple

from analysis.enrich.mentions.entries import Phrase, folded
from analysis.enrich.mentions.view import Neighbour, View, lazy

_LETTERS = re.compile(r"[^\W\d_]+")
_LETTERS_LAST = re.compile(r"[^\W\d_]+\Z")
_ENDS = frozenset(".!?;:,()")
"""Signs that no name goes across."""
_GAP = 3
"""Characters that may lie between the words of a name."""


class _Beside(NamedTuple):
    """A word beside a name."""

    key: str
    capital: bool
    edge: int
    """Its other end, seen from the name."""


class Sharing(tuple[Phrase, ...]):
    """Phrases that share a word, their anchor, in order: hundreds may, and hardly one has its neighbours."""

    @lazy
    def _by_neighbour(self) -> tuple[list[int], dict[str, list[int]], dict[str, list[int]]]:
        """Places of those that must be looked at wherever the word stands, of those after a word, of those before one."""
        anywhere: list[int] = []
        after: dict[str, list[int]] = defaultdict(list)
        before: dict[str, list[int]] = defaultdict(list)
        for place, phrase in enumerate(self):
            anchor = phrase.anchor
            beside = phrase.tokens[anchor - 1 : anchor] if anchor else phrase.tokens[1:2]
            if not beside or beside[0].prefix:
                anywhere.append(place)
                continue
            for form in beside[0].forms:
                (after if anchor else before)[form].append(place)
        return anywhere, dict(after), dict(before)

    def beside(self, before: _Beside | None, after: _Beside | None) -> list[Phrase]:
        """Those that the words before and after do not rule out at once."""
        places, by_word_before, by_word_after = self._by_neighbour
        if before and before.key in by_word_before:
            places = places + by_word_before[before.key]
        if after and after.key in by_word_after:
            places = places + by_word_after[after.key]
        return [self[place] for place in sorted(places)]


def longest(view: View, phrases: Sharing, day: date | None) -> tuple[Phrase, int, int] | None:
    """The longest of `phrases` around the word of `view`, which is the anchor of each; None if none is there."""
    before, after = _before(view.before), _after(view.after)
    best = None
    for phrase in phrases.beside(before, after):
        tokens, anchor = phrase.tokens, phrase.anchor
        if anchor and not (before and tokens[anchor - 1].fits(before.key, before.capital)):
            continue
        if anchor + 1 < len(tokens) and not (after and tokens[anchor + 1].fits(after.key, after.capital)):
            continue
        if phrase.entry and not phrase.entry.valid(day):
            continue
        place = _span(view, phrase)
        if place and phrase.but_before:
            following = view.word_after(place[1])
            if following and following.word.lower().startswith(phrase.but_before):
                continue
        if place and (best is None or place[1] - place[0] > best[2] - best[1]):
            best = phrase, *place
    return best


def _before(near: Neighbour | None) -> _Beside | None:
    if near is None or not _may_be_of_a_name(near):
        return None
    word, edge = near.word, near.start
    if not word.isalpha():  # O’Neil
        letters = _LETTERS_LAST.search(word)
        if letters is None:
            return None
        word, edge = letters[0], edge + letters.start()
    return _Beside(folded(word), word[0].isupper(), edge)


def _after(near: Neighbour | None) -> _Beside | None:
    if near is None or not _may_be_of_a_name(near):
        return None
    word = near.word
    if not word.isalpha():
        letters = _LETTERS.match(word)
        if letters is None:
            return None
        word = letters[0]
    return _Beside(folded(word), word[0].isupper(), near.start + len(word))


def _may_be_of_a_name(near: Neighbour) -> bool:
    return near.gap == " " or (0 < len(near.gap) <= _GAP and _ENDS.isdisjoint(near.gap))


def _span(view: View, phrase: Phrase) -> tuple[int, int] | None:
    """Where `phrase` stands if its anchor is the word of `view`; None if its other words are not there."""
    start, end = view.start, view.end
    for token in reversed(phrase.tokens[: phrase.anchor]):
        before = _before(view.word_before(start))
        if not before or not token.fits(before.key, before.capital):
            return None
        start = before.edge
    for token in phrase.tokens[phrase.anchor + 1 :]:
        after = _after(view.word_after(end))
        if not after or not token.fits(after.key, after.capital):
            return None
        end = after.edge
    return start, end
