"""Russian grammar as evidence: what a candidate and the words beside it may be."""

from __future__ import annotations

from functools import cache

from analysis.enrich.mentions.evidence.look import Seen
from analysis.enrich.mentions.inflection.russian import grammemes

_TOLD = frozenset(
    "NOUN VERB ADJF ADJS PRTF PRTS PREP CONJ PRCL NUMR ADVB INFN NPRO GRND anim inan Name Surn Patr Geox sing plur "
    "masc femn gent nomn datv ablt".split()
)


@cache
def readings(word: str) -> tuple[str, ...]:
    """The grammemes that a word may have, by the names of OpenCorpora.

    >>> "VERB" in readings("рассказал"), "Name" in readings("Иван")
    (True, True)
    """
    return tuple(sorted(set().union(*grammemes(word)) & _TOLD))


def itself(word: str, setting: str) -> Seen:
    """What the candidate may be: `itself gent, people A first`."""
    return tuple(f"itself {reading}, {setting}" for reading in readings(word))
