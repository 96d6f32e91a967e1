"""Russian grammar as evidence: what the words beside a candidate may be, and whether they agree with it."""

from __future__ import annotations

from functools import cache
from itertools import product

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


def agreement(view: View, setting: str) -> Look:
    """A look at what the candidate may be, and at which neighbours may stand in its case and number."""
    own = _cases(view.word)
    before, after, two_after = (
        near is not None and own & _cases(near.word) != 0
        for near in (view.before, view.after, view.after_next)
    )
    return itself, view.word, setting, before, after, two_after


def itself(word: str, setting: str, *agreeing: bool) -> Seen:
    """What the candidate may be, and with what it agrees: `itself gent, people A first`, `agrees with the word after`."""
    seen = [f"itself {reading}, {setting}" for reading in readings(word)]
    for name, agrees in zip(("before", "after", "two after"), agreeing, strict=True):
        if agrees:
            seen += f"agrees with the word {name}", f"agrees with the word {name}, {setting}"
    return tuple(seen)


@cache
def _cases(word: str) -> int:
    """The cases that a word may stand in, a bit for each in the singular and one in the plural."""
    return sum(
        1 << bit
        for bit, (case, plural) in enumerate(product(sorted(_CASES), (False, True)))
        if any(case in one and plural == ("plur" in one) for one in grammemes(word))
    )
