"""English: what stands before a noun, by which `the third young Finn` is a person of a people and no name."""

from __future__ import annotations

import re

from analysis.enrich.mentions.view import View

DETERMINERS = frozenset(
    "a an the this that these those another one every each some any no two three four five half his her their our my "
    "whose its".split()
)
ADJECTIVE = re.compile(
    r"\w*(?:ish|old|born|est|ian|stani|ican|ous|ful|ing|ied|ged|red|ted|sed|ced|led|ned|ive|ary|ist)|elderly|"
    r"ethnic|young|new|quiet|poor|rich|brave|proud|shy|strong|fast|good|blond|blonde|bald|drunk|lucky|lonely|soviet|kazakh|local|veteran|former|fellow|year|late|great|tall|big|other|same|only|next|last|first|"
    r"second|third|fourth|fifth|top|lone|single"
)
"""Words that may stand between a determiner and a Finn, or before one in a headline."""
AUXILIARIES = frozenset("is was has had were will would could can does did".split())


def determined(view: View, start: int) -> bool:
    """Whether a determiner stands before `start`, at most two small words away: `the coach German Embassy`."""
    near = view.word_before(start)
    return near is not None and near.adjoining and near.word.lower() in DETERMINERS


def has_determiner(view: View) -> bool:
    """Whether a determiner stands before, with at most three adjectives between: `the third young Finn`."""
    near = view.before
    for _ in range(4):
        if near is None or not near.adjoining:
            return False
        if near.word.lower() in DETERMINERS:
            return True
        if near.capital or not ADJECTIVE.fullmatch(near.word):
            return False
        near = view.word_before(near.start)
    return False


def bare(word: str) -> str:
    """The word without 's."""
    return word.removesuffix("'s").removesuffix("’s")
