"""Russian grammar as evidence: what the words beside a candidate may be, and whether they agree with it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from analysis.enrich.mentions.evidence.look import Look, Seen
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


def agreement(view: View, setting: str) -> Iterator[Look]:
    """Looks at what the candidate may be, and at which neighbours may stand in its case and number."""
    yield itself, view.word, setting
    for name, near in (("before", view.before), ("after", view.after), ("two after", view.after_next)):
        if near:
            yield agrees, name, view.word, near.word, setting


def itself(word: str, setting: str) -> Seen:
    """What the candidate may be: `itself gent, people A first`."""
    return tuple(f"itself {reading}, {setting}" for reading in readings(word))


def agrees(name: str, word: str, near: str, setting: str) -> Seen:
    """Whether a neighbour may stand in the candidate's case and number: `agrees with the word after`."""
    if _cases(word).isdisjoint(_cases(near)):
        return ()
    return f"agrees with the word {name}", f"agrees with the word {name}, {setting}"
