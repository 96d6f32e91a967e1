"""A word in its surroundings: neighbours, sentence, capitals. Every look is bounded, so no text is slow."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from analysis.enrich.mentions.context import WORD, Context

_LOOK = 160
"""Characters looked at for two neighbours."""
_SENTENCE = 400
"""Characters of a sentence looked at on either side."""

_WORDS = re.compile(r"([^\w\n]*)(\w[\w'’]*)(?:([^\w\n]*)(\w[\w'’]*))?")
"""Up to two words, with what stands before each; on a text read backwards, with what stands behind."""
_SIGNS = ".!?…"
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"»”’)\]]*+\s+(?=[\"«“„(\[–—-]*\s*[^\W\d_a-zа-яәғқңөұүһі])|\n")
_SIGN = re.compile(f"[{_SIGNS}\n]")
_LAST_SIGN = re.compile(f"(?s:.*)[{_SIGNS}\n]")
_ABBREVIATIONS = frozenset(
    "г гг им ул пос обл др пр проф акад ст стр см напр Mr Mrs Ms Dr Prof St Gen Col Capt Lt Sgt Rev Gov Sen Rep Jr Sr vs No bzw Nr Hr Fr ks dr prof ul "
    "im św abp bp gen ж б т".split()
)
_LONGEST_ABBREVIATION = max(map(len, _ABBREVIATIONS))
_OPENING = "«“„\"'‘([–—-•*>·|/ \t\u00a0"
QUOTES_OPEN = frozenset("«“„\"‘'”")
QUOTES_CLOSE = frozenset("»”“\"’'")

_SMALL = frozenset({"with", "from", "into", "over", "than"})
"""Words of a headline that many papers leave small, long as they are."""


Value = TypeVar("Value")


class lazy(Generic[Value]):  # noqa: N801  reads as a decorator
    """`functools.cached_property` without the lock that it takes before Python 3.12."""

    def __init__(self, look: Callable[[Any], Value]) -> None:
        self.look = look
        self.__doc__ = look.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, view: Any, owner: type) -> Value:
        value = view.__dict__[self.name] = self.look(view)
        return value


class Neighbour(NamedTuple):
    """A word beside a candidate, with what lies between."""

    word: str
    gap: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.word[0].isupper()

    @property
    def adjoining(self) -> bool:
        """Whether nothing but spaces lies between."""
        return not self.gap.strip()


class View:
    """The surroundings of `text[start:end]`, computed when asked for."""

    def __init__(self, text: str, start: int, end: int, lists: Context) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.lists = lists
        self.word = text[start:end]

    def words_before(self, start: int) -> tuple[Neighbour | None, Neighbour | None]:
        """The last word that ends before `start` in the same paragraph, and the one before that."""
        found = _WORDS.match(self.text[max(0, start - _LOOK) : start][::-1])
        if not found:
            return None, None
        gap, word, further_gap, further = found.groups()
        near = Neighbour(word[::-1], gap[::-1], start - found.end(2), start - found.start(2))
        if further is None:
            return near, None
        return near, Neighbour(further[::-1], further_gap[::-1], start - found.end(4), start - found.start(4))

    def words_after(self, end: int) -> tuple[Neighbour | None, Neighbour | None]:
        """The first word that begins after `end` in the same paragraph, and the one after that."""
        found = _WORDS.match(self.text, end, end + _LOOK)
        if not found:
            return None, None
        gap, word, further_gap, further = found.groups()
        near = Neighbour(word, gap, *found.span(2))
        return near, None if further is None else Neighbour(further, further_gap, *found.span(4))

    def word_before(self, start: int) -> Neighbour | None:
        """The last word that ends before `start` in the same paragraph."""
        return self.words_before(start)[0]

    def word_after(self, end: int) -> Neighbour | None:
        """The first word that begins after `end` in the same paragraph."""
        return self.words_after(end)[0]

    @lazy
    def before(self) -> Neighbour | None:
        """The word before."""
        near, self.before_that = self.words_before(self.start)
        return near

    @lazy
    def before_that(self) -> Neighbour | None:
        """The second word before."""
        return self.words_before(self.start)[1]

    @lazy
    def after(self) -> Neighbour | None:
        """The word after."""
        near, self.after_that = self.words_after(self.end)
        return near

    @lazy
    def after_that(self) -> Neighbour | None:
        """The second word after."""
        return self.words_after(self.end)[1]

    @lazy
    def initial_before(self) -> bool:
        """Whether an initial stands before: `А. Поляков`."""
        near = self.before
        return near is not None and len(near.word) == 1 and near.capital and near.gap.strip() == "."

    @lazy
    def initial_after(self) -> bool:
        """Whether an initial stands after: `Поляков А. С.`"""
        near = self.after
        return (
            near is not None
            and len(near.word) == 1
            and near.capital
            and near.adjoining
            and self.text[near.end : near.end + 1] == "."
        )

    @lazy
    def capital(self) -> bool:
        """Whether the candidate begins with a capital."""
        return self.word[0].isupper()

    @lazy
    def sentence_span(self) -> tuple[int, int]:
        """Where the sentence begins and ends, as far as it is looked at."""
        text, place = self.text, self.end
        stop = min(len(text), place + _SENTENCE)
        while sign := _SIGN.search(text, place, stop):
            place = sign.end()
            if _END.match(text, place - 1, stop) and not _is_abbreviated(text, place - 1, self.end):
                return self._sentence_begin(), place
        return self._sentence_begin(), stop

    def _sentence_begin(self) -> int:
        text, place, left = self.text, self.start, max(0, self.start - _SENTENCE)
        while sign := _LAST_SIGN.match(text, left, place):
            place = sign.end() - 1
            while place > left and text[place - 1] in _SIGNS and text[place] in _SIGNS:
                place -= 1
            end = _END.match(text, place, self.start + 1)  # one on: the next letter tells an end
            if end and not _is_abbreviated(text, place, left):
                return end.end()
        return left

    @lazy
    def sentence(self) -> str:
        """The sentence, as far as it is looked at."""
        begin, end = self.sentence_span
        return self.text[begin:end]

    @lazy
    def spoken_of(self) -> int:
        """The lists that hold one of the words of the sentence."""
        return _spoken_of(self.lists, self.sentence)

    def speaks_of(self, name: str) -> bool:
        """Whether the sentence has a word of the list `name`."""
        return self.lists.are_among(name, self.spoken_of)

    @lazy
    def words(self) -> frozenset[str]:
        """The words of the sentence in lower case."""
        return _words(self.sentence)

    @lazy
    def begins_sentence(self) -> bool:
        """Whether only quotation marks, dashes or bullets stand before it in its sentence or quotation."""
        if (
            self.text[self.start - 1 : self.start] == " "
            and self.text[self.start - 2 : self.start - 1].isalnum()
        ):
            return False  # most words
        gap = self.text[max(self.sentence_span[0], self.start - 8) : self.start]
        if not gap.strip(_OPENING + "\n"):
            return True
        return gap.rstrip("–—- ")[-1:] in '«“„"(' or bool(re.search(r"[:;]\s*[«“„\"–—-]?\s*\Z", gap))

    @lazy
    def quoted(self) -> bool:
        """Whether it stands in quotation marks by itself."""
        opens, closes = self.text[self.start - 1 : self.start], self.text[self.end : self.end + 1]
        return opens in QUOTES_OPEN and closes in QUOTES_CLOSE

    @lazy
    def shouted(self) -> bool:
        """Whether its line is written in capitals, which then tell nothing."""
        if not self.word.isupper() or len(self.word) < 2:
            return False
        return sum(n is not None and n.word.isupper() for n in (self.before, self.after)) > 0 or not (
            self.before or self.after
        )

    @lazy
    def headline(self) -> bool:
        """Whether Nearly All Words Of The Sentence Begin With Capitals, and no full stop ends it."""
        return not self.sentence.rstrip().endswith(".") and _is_headline(self.sentence)


def _is_abbreviated(text: str, stop: int, left: int) -> bool:
    """Whether the sign at `stop` is the full stop of an initial or an abbreviation that begins at `left` or later."""
    if text[stop] != "." or not text[stop + 1 : stop + 2].isspace():
        return False
    begin, left = stop, max(left, stop - _LONGEST_ABBREVIATION - 1)
    while begin > left and text[begin - 1].isalpha():
        begin -= 1
    word = text[begin:stop]
    known = len(word) == 1 or word in _ABBREVIATIONS
    return known and not (begin > left and (text[begin - 1].isalnum() or text[begin - 1] == "_"))


@lru_cache(maxsize=16)
def _spoken_of(lists: Context, sentence: str) -> int:
    return lists.of_sentence(sentence)


@lru_cache(maxsize=16)
def _words(sentence: str) -> frozenset[str]:
    """Remembered while the candidates of one sentence are looked at, as `_is_headline` is."""
    return frozenset(WORD.findall(sentence.lower()))


@lru_cache(maxsize=16)
def _is_headline(sentence: str) -> bool:
    long = [word for word in WORD.findall(sentence) if len(word) > 3 and word not in _SMALL]
    return len(long) > 1 and sum(word[0].isupper() for word in long) >= 0.85 * len(long)
