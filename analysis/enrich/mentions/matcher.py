"""Finds the mentions of a text: one pass of an automaton, then a look at each place where a word may begin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from analysis.enrich.language import identify
from analysis.enrich.mentions import digests
from analysis.enrich.mentions.cleaning import clean, restored
from analysis.enrich.mentions.context import WORD
from analysis.enrich.mentions.entries import Entry, Phrase
from analysis.enrich.mentions.evidence.model import DOUBTFUL
from analysis.enrich.mentions.evidence.weighing import explained, is_weighed, weigh
from analysis.enrich.mentions.gazetteer import LONGEST, Gazetteer
from analysis.enrich.mentions.guards import refuse
from analysis.enrich.mentions.mention import Explanation, Findings, Mention, Rejection, Weighed
from analysis.enrich.mentions.phrases import longest
from analysis.enrich.mentions.support import is_supported
from analysis.enrich.mentions.view import View
from crawlers.catalogue.communities import Diaspora
from crawlers.catalogue.study import MentionSwitches

_WINDOW = 1 << 20
"""Characters searched at a time, so that memory stays bounded on texts of any length."""

_OTHERWISE = "what stands around it rather speaks of something else"

_OVERLAP = 64
"""Characters by which such a window reaches into the next, for words that begin at its end."""

_LINE = 300
"""Characters of a line by which its language is judged."""

_SHORTEST = 20
"""Characters below which a line is taken to be in the language of its text."""

_CYRILLIC = re.compile("[\u0400-\u052f]")
_OWN = "әғқңөұүһіӘҒҚҢӨҰҮҺІ"
_KAZAKH = re.compile(f"[{_OWN}]")
_FULL = 0.04
"""Share of a line's characters from which on Kazakh's own letters are many."""

_NEIGHBOUR = {"ru": "kk", "kk": "ru"}
"""Pages of Kazakhstan mix two languages: a line in the other one is read with its own lexicon."""

_ASSUMED = {"und": "ru", "be": "ru", "uk": "ru", "ky": "kk"}
"""The lexicon read for a language that has none; any other such language finds proper names only (English)."""


class Candidate(NamedTuple):
    """A word that may be a mention, and what a guard has against it, if any."""

    view: View
    entry: Entry
    objection: str


@dataclass(slots=True)
class _Found:
    mentions: list[Mention] = field(default_factory=list)
    unlikely: list[Mention] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    by_guards: bool = False
    """Whether guards decide alone: the candidates that models are made from must not depend on models."""
    rejections: list[Rejection] = field(default_factory=list)
    support: list[Mention] = field(default_factory=list)
    doubtful: list[tuple[View, Entry]] = field(default_factory=list)
    cities: list[tuple[View, Entry]] = field(default_factory=list)
    """Not looked at unless there is something doubtful in their sentence that they could support."""


class Matcher:
    """The nine lexicons, compiled for each language when its first text comes."""

    def __init__(self, diasporas: Iterable[Diaspora], switches: MentionSwitches | None = None) -> None:
        self.diasporas = tuple(diasporas)
        self.switches = switches or MentionSwitches()
        self.digests = digests.of(self.diasporas, self.switches)
        """A digest per diaspora: it changes when anything does that could change this diaspora's mentions."""
        self.digest = digests.joined(self.digests)
        """Changes whenever any text could be read differently than before."""
        self._compiled: dict[str, tuple[Gazetteer, Any]] = {}

    def find(self, text: str, language: str, day: date | None = None) -> list[Mention]:
        """The mentions in `text`, in order, none overlapping; offsets are in characters.

        `language` is ISO 639-1; `day` selects the office holders of that time. A name never crosses a line break.
        """
        return self.read(text, language, day).mentions

    def read(self, text: str, language: str, day: date | None = None) -> Findings:
        """Like `find`, with the candidates that are rather none, but not surely."""
        original, offsets = text, None
        if not text.isascii():
            text, offsets = clean(text)
        found = self._search(text, language, day)
        if found is None:
            return Findings([], [])
        unlikely = _apart(found.unlikely, found.mentions) if found.unlikely else []
        return Findings(restored(found.mentions, original, offsets), restored(unlikely, original, offsets))

    def candidates(self, text: str, language: str) -> list[Candidate]:
        """Every word that is weighed, with what a guard has against it: what models are made from."""
        text, _ = clean(text)
        found = self._search(text, language, None, thorough=True, by_guards=True) or _Found()
        return found.candidates

    def explain(self, text: str, language: str, day: date | None = None) -> Explanation:
        """Like `find`, with the candidates that were turned down and the cities that gave support."""
        original = text
        text, offsets = clean(text)
        found = self._search(text, language, day, thorough=True) or _Found()
        return Explanation(
            restored(found.mentions, original, offsets),
            restored(sorted(found.rejections, key=_start), original, offsets),
            restored([_weighed(*one) for one in found.candidates if is_weighed(*one)], original, offsets),
            restored(found.support, original, offsets),
        )

    def could_touch(self, earlier: dict[str, str]) -> frozenset[str]:
        """The diasporas whose mentions may differ from those found under the digests `earlier`."""
        return frozenset(
            slug for slug in {*earlier, *self.digests} if earlier.get(slug) != self.digests.get(slug)
        )

    def could_mention(self, text: str, language: str, diasporas: frozenset[str]) -> bool:
        """Whether `text` holds a word by which one of `diasporas` is recognised now: a quick look, no guards."""
        text, _ = clean(text)
        languages = {language}
        if _may_have_lines_of_another(text, language):
            languages.add(_NEIGHBOUR[language])
        for lexicon, automaton in map(self._for, languages):
            for start in _places(automaton, text):
                start = lexicon.word_start(text, start)
                word = WORD.match(text, start) if start >= 0 else None
                entries, phrases = lexicon.look_up(word[0]) if word else ((), ())
                named = {entry.diaspora for entry in entries} | {phrase.diaspora for phrase in phrases}
                if named & diasporas:
                    return True
        return False

    def _search(
        self, text: str, language: str, day: date | None, *, thorough: bool = False, by_guards: bool = False
    ) -> _Found | None:
        """What is found in a text, None where no word of a lexicon is; cities always if `thorough`."""
        lexicon, automaton = self._for(language)
        places = _places(automaton, text)
        other = _NEIGHBOUR.get(language) if _may_have_lines_of_another(text, language) else None
        if other is None:
            if not places:
                return None
            found = _Found(by_guards=by_guards)
            self._consider(lexicon, text, places, day, found)
            self._settle(found, thorough)
            return found
        lexicon_of_other, automaton_of_other = self._for(other)
        there = _places(automaton_of_other, text)
        if not places and not there:
            return None
        foreign = _lines_in(other, text, sorted({*places, *there}))
        found = _Found(by_guards=by_guards)
        self._consider(lexicon, text, (place for place in places if not foreign(place)), day, found)
        self._settle(found, thorough)
        second = _Found(by_guards=by_guards)
        self._consider(lexicon_of_other, text, (place for place in there if foreign(place)), day, second)
        self._settle(second, thorough)
        found.mentions = sorted((*found.mentions, *second.mentions), key=_start)
        found.rejections += second.rejections
        found.unlikely += second.unlikely
        found.candidates += second.candidates
        found.support += second.support
        return found

    def _for(self, language: str) -> tuple[Gazetteer, Any]:
        if language not in self._compiled:
            lexicon = Gazetteer(_ASSUMED.get(language, language), self.diasporas, self.switches)
            self._compiled[language] = lexicon, lexicon.automaton()
        return self._compiled[language]

    def _consider(
        self, lexicon: Gazetteer, text: str, places: Iterable[int], day: date | None, found: _Found
    ) -> None:
        consumed = found.mentions[-1].end if found.mentions else 0
        for start in places:
            if start < consumed:
                continue
            start = lexicon.word_start(text, start)
            if start < consumed:  # also -1: nothing begins here
                continue
            match = WORD.match(text, start, start + LONGEST + 1)
            if match is None:
                continue
            entries, phrases = lexicon.look_up(match[0])
            if not entries and not phrases:
                consumed = match.end()
                continue
            view = View(text, *match.span(), lexicon.lists)
            whole = longest(view, phrases, day) if phrases else None
            if whole and not _is_rather_a_word(view, whole[0], entries):
                phrase, begin, end = whole
                self._weigh_phrase(View(text, begin, end, lexicon.lists), phrase, entries, found)
                consumed = max(consumed, end)
            elif entries:
                self._weigh_word(view, entries, day, found)
                consumed = match.end()

    def _weigh_phrase(self, view: View, phrase: Phrase, entries: tuple[Entry, ...], found: _Found) -> None:
        while found.mentions and found.mentions[-1].end > view.start:
            found.mentions.pop()  # its words belong to this longer name
        while found.doubtful and found.doubtful[-1][0].end > view.start:
            found.doubtful.pop()
        if phrase.entry is None:
            rule = entries[0].rule if entries else phrase.text
            found.rejections.append(
                Rejection(view.start, view.end, view.word, phrase.diaspora, rule, f"part of «{phrase.text}»")
            )
        else:
            self._weigh(view, phrase.entry, found)

    def _weigh_word(self, view: View, entries: tuple[Entry, ...], day: date | None, found: _Found) -> None:
        valid = entries if day is None else [entry for entry in entries if entry.valid(day)]
        for entry in entries if not valid else ():
            found.rejections.append(_rejected(view, entry, f"not in office on {day}"))
        for entry in valid:
            if self._weigh(view, entry, found):
                return

    def _weigh(self, view: View, entry: Entry, found: _Found) -> bool:
        if entry.guard == "city":
            found.cities.append((view, entry))
            return True
        reason = refuse(view, entry)
        if not reason and (entry.supported or entry.guard in {"two_lives", "homonym"}):
            found.doubtful.append((view, entry))
            return True
        return _decide(Candidate(view, entry, reason), found)

    def _settle(self, found: _Found, thorough: bool) -> None:
        """Decide the doubtful words, now that all others of their sentences are known."""
        if not (found.doubtful or thorough):
            return
        starts = [view.start for view, _ in found.cities]
        asked = {
            place
            for begin, end in (view.sentence_span for view, _ in found.doubtful)
            for place in range(bisect_left(starts, begin), bisect_left(starts, end))
        }
        for view, entry in found.cities if thorough else [found.cities[place] for place in sorted(asked)]:
            reason = refuse(view, entry)
            if reason:
                found.rejections.append(_rejected(view, entry, reason))
            else:
                found.support.append(_mention(view, entry))
        certain = sorted((*found.mentions, *found.support), key=_start)
        for view, entry in found.doubtful:
            begin, end = view.sentence_span
            beside = certain[bisect_left(certain, begin, key=_start) : bisect_left(certain, end, key=_start)]
            _decide(Candidate(view, entry, is_supported(view, entry, beside)), found)
        found.mentions.sort(key=_start)


_start = attrgetter("start")


def _decide(candidate: Candidate, found: _Found) -> bool:
    """Whether a candidate is a mention: by the model of its language, or by its guards where none weighs it."""
    view, entry, objection = candidate
    found.candidates.append(candidate)
    probability = None if found.by_guards else weigh(view, entry, objection)
    if not objection if probability is None else probability >= 0.5:
        found.mentions.append(_mention(view, entry, probability))
        return True
    found.rejections.append(_rejected(view, entry, objection or _OTHERWISE))
    if probability is not None and probability > DOUBTFUL[0]:
        found.unlikely.append(_mention(view, entry, probability))
    return False


def _weighed(view: View, entry: Entry, objection: str) -> Weighed:
    return Weighed(view.start, view.end, view.word, *explained(view, entry, objection))


def _apart(spans: list[Mention], mentions: list[Mention]) -> list[Mention]:
    """Those of `spans` that no mention (in order, none overlapping) covers, the likeliest where two are at one place."""
    apart: dict[int, Mention] = {}
    for one in spans:
        before = bisect_left(mentions, one.end, key=_start)
        covered = before > 0 and mentions[before - 1].end > one.start
        if not covered and (
            one.start not in apart or (one.probability or 0) > (apart[one.start].probability or 0)
        ):
            apart[one.start] = one
    return [apart[start] for start in sorted(apart)]


def _places(automaton: Any, text: str) -> list[int]:
    """Where words of a lexicon may begin, ascending."""
    if len(text) <= _WINDOW:
        return [start for _, start, _ in automaton.find_matches_as_indexes(text)]
    return [
        first + start
        for first in range(0, len(text), _WINDOW)
        for _, start, _ in automaton.find_matches_as_indexes(text[first : first + _WINDOW + _OVERLAP])
        if start < _WINDOW
    ]


def _is_rather_a_word(view: View, phrase: Phrase, entries: tuple[Entry, ...]) -> bool:
    """Whether a doubtful name is a word of the language: in Finnish, Suomi is the state unless it is quoted."""
    return bool(phrase.entry and phrase.entry.supported and entries and not view.quoted)


def _may_have_lines_of_another(text: str, language: str) -> bool:
    """Whether it is worth to search a text with two lexicons: a Russian one without Kazakh's own letters is not."""
    if language not in _NEIGHBOUR:
        return False
    if language == "kk":
        return any(len(line) >= _SHORTEST and not _KAZAKH.search(line) for line in text.split("\n"))
    for letter in _OWN:
        if letter in text:
            return True
    return any(len(line) >= _SHORTEST and not _CYRILLIC.search(line) for line in text.split("\n"))


def _lines_in(language: str, text: str, places: list[int]) -> Callable[[int], bool]:
    """Tells of each of `places` (ascending) whether its line is written in `language`."""
    inside: set[int] = set()
    end = -1
    foreign = False
    for place in places:
        if place >= end:
            begin = text.rfind("\n", max(0, end), place) + 1 or max(0, end)
            end = text.find("\n", place) + 1 or len(text) + 1
            foreign = _is_in(language, text[begin : min(end, begin + _LINE)])
        if foreign:
            inside.add(place)
    return inside.__contains__


@lru_cache(maxsize=1024)
def _is_in(language: str, line: str) -> bool:
    """Whether a line is in `language`, Russian or Kazakh, where the other is expected.

    Their letters decide most lines quickly: one in Cyrillic without a letter of Kazakh's own is not taken for
    Kazakh, nor one that is full of them for Russian.
    """
    if len(line) < _SHORTEST:
        return False
    if _CYRILLIC.search(line):
        own = len(_KAZAKH.findall(line))
        if own == 0 if language == "kk" else own > _FULL * len(line):
            return False
    return identify(line).language == language


def _mention(view: View, entry: Entry, probability: float | None = None) -> Mention:
    return Mention(
        view.start, view.end, view.word, entry.diaspora, entry.homeland, entry.target, entry.rule, probability
    )


def _rejected(view: View, entry: Entry, reason: str) -> Rejection:
    return Rejection(view.start, view.end, view.word, entry.diaspora, entry.rule, reason)
