"""Russian grammar as evidence: what the words beside a candidate may be, and whether they agree with it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from analysis.enrich.mentions.inflection.russian import grammemes
from analysis.enrich.mentions.view import View

_TOLD = frozenset(
    "NOUN VERB ADJF ADJS PRTF PRTS PREP CONJ PRCL NUMR ADVB INFN NPRO GRND anim inan Name Surn Patr Geox sing plur "
    "masc femn gent nomn datv ablt".split()
)
_CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})


@cache
def readings(word: str) -> tuple[str, ...]:
    """The grammemes that a word may have, by the names of OpenCorpora.

    >>> "VERB" in readings("рассказал"), "Name" in readings("Иван")
    (True, True)
    """
    return tuple(sorted(set().union(*grammemes(word)) & _TOLD))


@cache
def _cases(word: str) -> frozenset[tuple[str, bool]]:
    return frozenset((case, "plur" in one) for one in grammemes(word) for case in one & _CASES)


def agreement(view: View, setting: str) -> Iterator[tuple[str, ...]]:
    """What the candidate may be, and which neighbours may stand in its case and number: `agrees with the word after`."""
    yield _itself(view.word, setting)
    for name, near in (("before", view.before), ("after", view.after), ("two after", view.after_next)):
        if near and _cases(view.word) & _cases(near.word):
            yield f"agrees with the word {name}", f"agrees with the word {name}, {setting}"


@lru_cache(maxsize=4096)
def _itself(word: str, setting: str) -> tuple[str, ...]:
    return tuple(f"itself {reading}, {setting}" for reading in readings(word))
