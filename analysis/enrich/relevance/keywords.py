"""Finds the cue words of the rules in a text: one pass of an automaton, then a look at each word it points to.

A cue is written as a dictionary prints it, and its forms are made here. `word*` takes any ending, `*word` may end a
longer word (German compounds), `=word` stands as it is, `wor|d` changes after the bar as in the lexicons. A cue of
several words needs them side by side, each in any form.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from analysis.enrich.mentions.entries import folded
from analysis.enrich.mentions.inflection import endings, kazakh, russian, uralic

_BEGINNING = 6
"""Letters of a cue that the automaton searches for."""
_LONGEST = 60
"""Letters above which a word is none."""

WORD = re.compile(r"[^\W\d_]+")
_BEFORE = re.compile(r"[^\w\n.!?;]{1,3}([^\W\d_]+)")
_AFTER = re.compile(r"[^\w\n.!?;]{1,3}([^\W\d_]+)")
_BETWEEN = re.compile(r"[\s'’-]+")
_REACH = 64
_RARE = 0.3
"""Share of a Russian form's readings below which it is not taken for the cue; a cue's own spelling always is."""
_SENTENCE = re.compile(r"[.!?…]+[»”“\"')\]]*\s+(?=[^\s\da-zа-яәғқңөұүһі])|\n+")

_ENGLISH = ("", "s", "es")
_GERMAN = ("", "e", "en", "er", "es", "em", "n", "s", "ern", "in", "innen", "ns")
_SOFTENED = {"п": "б", "к": "г", "қ": "ғ"}

Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found in a text."""

    start: int
    end: int
    group: int
    """Which of the groups that were asked for."""
    cue: str
    """The cue as the rules write it."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One word of a cue."""

    searched: frozenset[str]
    """Strings, one of which the word begins with or, for `*word`, holds."""
    fits: Test


@dataclass(frozen=True, slots=True)
class _Cue:
    parts: tuple[_Part, ...]
    anchor: int
    group: int
    text: str


def _part(spelling: str, language: str, *, alone: bool) -> _Part:
    word = plain(spelling.strip("*=").partition("|")[0])
    if spelling.startswith("="):
        return _Part(frozenset({word}), word.__eq__)
    if spelling.startswith("*"):
        if spelling.endswith("*"):
            return _Part(frozenset({word}), lambda text: word in text)
        tails = tuple(word + tail for tail in _GERMAN)
        return _Part(frozenset({word}), lambda text: text.endswith(tails))
    if spelling.endswith("*"):
        return _Part(frozenset({word}), lambda text: text.startswith(word))
    if language == "kk":
        return _Part(frozenset({word[:-1]}), _kazakh(word))
    if language == "ru" and alone:
        forms = _forms(spelling, word, language, alone=True)
        return _Part(forms, lambda text: text in forms and (text == word or _likely(text, word)))
    if language in {"hu", "fi", "et"} and "|" in spelling:
        return _Part(frozenset({word}), _uralic(word, language))
    forms = _forms(spelling, word, language, alone=alone) | {plain(spelling.replace("|", ""))}
    return _Part(forms, forms.__contains__)


def _forms(spelling: str, word: str, language: str, *, alone: bool) -> frozenset[str]:
    if language == "ru":
        return russian.forms(word, "") if alone else russian.all_forms(word)
    if language == "en":
        many = {word[:-1] + "ies"} if word.endswith("y") else set()
        return frozenset({word + tail for tail in _ENGLISH} | many)
    if language == "de":
        return frozenset(word + tail for tail in _GERMAN)
    return endings.forms(spelling, language) if language in endings.ENDINGS else frozenset({word})


@cache
def _likely(form: str, lemma: str) -> bool:
    """Whether a Russian form is often enough one of `lemma`: после is hardly ever said of a посол."""
    own = [one.score for one in russian.analyzer().parse(form) if folded(one.normal_form) == lemma]
    return not own or sum(own) >= _RARE


def _kazakh(stem: str) -> Test:
    stems = (stem, stem[:-1] + _SOFTENED.get(stem[-1], stem[-1]))

    def fits(word: str) -> bool:
        return any(word.startswith(one) and kazakh.is_chain(one, word[len(one) :]) for one in stems)

    return fits


def _uralic(stem: str, language: str) -> Test:
    return lambda word: word.startswith(stem) and uralic.is_chain(language, word[len(stem) :])


def plain(text: str) -> str:
    """Lower case, letter for letter: offsets stay as they are."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return lower.replace("ё", "е")


class CueFinder:
    """All cues of one language, compiled. `groups` are lists of spellings; a hit tells which list it is from."""

    def __init__(self, language: str, groups: Iterable[Iterable[str]]) -> None:
        self._inside: set[str] = set()
        self._beginning: dict[str, list[_Cue]] = defaultdict(list)
        self._seen: dict[str, tuple[_Cue, ...]] = {}
        searched: set[str] = set()
        for group, spellings in enumerate(groups):
            for text in spellings:
                words = [word for word in _BETWEEN.split(text) if word]
                parts = tuple(_part(word, language, alone=len(words) == 1) for word in words)
                anchor = max(range(len(parts)), key=lambda n: min(map(len, parts[n].searched)))
                cue = _Cue(parts, anchor, group, text)
                for beginning in parts[anchor].searched:
                    key = beginning[:_BEGINNING]
                    searched.add(key)
                    if words[anchor].startswith("*"):
                        self._inside.add(key)
                    self._beginning[key].append(cue)
        self._automaton = _automaton(searched) if searched else None

    def find(self, text: str) -> list[Hit]:
        """The cues in `text`, in order; one word may be part of several."""
        if self._automaton is None:
            return []
        text = plain(text)
        hits: list[Hit] = []
        done = 0
        for _, place, _ in self._automaton.find_matches_as_indexes(text):
            if place < done:
                continue
            start = place
            if place and text[place - 1].isalpha():
                if not self._inside:
                    continue
                while start and text[start - 1].isalpha() and place - start < _LONGEST:
                    start -= 1
            word = WORD.match(text, start)
            if word is None:
                continue
            done = word.end()
            for cue in self._look_up(word[0]):
                span = _span(text, start, done, cue)
                if span:
                    hits.append(Hit(*span, cue.group, cue.text))
        return hits

    def _look_up(self, word: str) -> tuple[_Cue, ...]:
        found = self._seen.get(word)
        if found is None:
            keys = {word[:length] for length in range(1, _BEGINNING + 1)}
            keys |= {key for key in self._inside if key in word}
            candidates = {id(cue): cue for key in sorted(keys) for cue in self._beginning.get(key, ())}
            found = tuple(cue for cue in candidates.values() if cue.parts[cue.anchor].fits(word))
            if len(word) > _LONGEST:
                found = ()
            if len(self._seen) < 100_000:
                self._seen[word] = found
        return found


def _automaton(searched: set[str]) -> Any:
    import ahocorasick_rs as search

    return search.AhoCorasick(
        sorted(searched),
        matchkind=search.MatchKind.LeftmostLongest,
        implementation=search.Implementation.DFA,
    )


def _span(text: str, start: int, end: int, cue: _Cue) -> tuple[int, int] | None:
    """Where `cue` stands if its anchor is `text[start:end]`; None if its other words are not there."""
    for part in reversed(cue.parts[: cue.anchor]):
        found = _BEFORE.match(text[max(0, start - _REACH) : start][::-1])
        if not found or not part.fits(found[1][::-1]):
            return None
        start -= found.end(1)
    for part in cue.parts[cue.anchor + 1 :]:
        found = _AFTER.match(text, end, end + _REACH)
        if not found or not part.fits(found[1]):
            return None
        end = found.end(1)
    return start, end


class Sentences:
    """Which sentence of a text an offset lies in."""

    def __init__(self, text: str) -> None:
        self._begins = [0, *(end.end() for end in _SENTENCE.finditer(text))]
        self._end = len(text)

    def number(self, offset: int) -> int:
        """The number of the sentence, from 0."""
        return bisect_right(self._begins, offset) - 1

    def span(self, offset: int) -> tuple[int, int]:
        """Where the sentence of an offset begins, and where the next one does.

        >>> Sentences("Two came. Three left.").span(12)
        (10, 21)
        """
        number = self.number(offset)
        return self._begins[number], (*self._begins, self._end)[number + 1]
