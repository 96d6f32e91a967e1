"""English grammar as evidence: what determines a candidate, and what follows it. `the Estonia` is a ship, `the Estonia squad` is not."""

from __future__ import annotations

from analysis.enrich.mentions.evidence.look import Seen
from analysis.enrich.mentions.guards import persons
from analysis.enrich.mentions.guards.english_nouns import AUXILIARIES
from analysis.enrich.mentions.remembered import Remembered
from analysis.enrich.mentions.view import Neighbour, View

_KINDS = {
    "the": "the",
    "a an": "a",
    "his her their our my your its whose": "whose",
    "two three four five six seven eight nine ten half some any no every each another": "number",
    "this that these those": "this",
}
_DETERMINERS = {word: kind for words, kind in _KINDS.items() for word in words.split()}
_ADJECTIVES = frozenset("old new shy sad big top ill ex".split())
"""Words of three letters or fewer that may stand between a determiner and its noun, as most longer ones may."""
_VERBS = AUXILIARIES | frozenset("be been do has have may must shall should might".split())


def noun_phrase(view: View) -> tuple[str, str]:
    """The determiner, at most one adjective before, and what follows: `("the", "names")` in `the Finn Jari-Matti Latvala`."""
    begin, end = view.sentence_span
    return _determiner(view, begin), _following(view, end)


def itself(word: str, determined: str, following: str, lemma: str, setting: str) -> Seen:
    """What stands around a plural or a singular: `determined by the, followed by names, finn`."""
    many = "s" * word.endswith(("s", "S"))
    return tuple(
        seen
        for of in (lemma + many, setting + many)
        for seen in (
            f"determined by {determined}, {of}",
            f"followed by {following}, {of}",
            f"determined by {determined}, followed by {following}, {of}",
        )
    )


def _determiner(view: View, begin: int) -> str:
    for between, near in (("", view.before), (" and a word", view.before_that)):
        if near is None or near.start < begin:
            return "nothing" + between
        if not near.adjoining:
            return "a sign" + between
        if near.capital and near.start > begin and not near.word.endswith(("'s", "’s")):
            return "a name" + between
        if kind := _kind_of[near.word]:
            return kind + between
    return "something farther off"


def _kind(word: str) -> str:
    word = word.lower()
    if word.isdigit():
        return "number"
    if word.endswith(("'s", "’s")):
        return "whose"
    return _DETERMINERS.get(word) or ("no determiner" if len(word) <= 3 and word not in _ADJECTIVES else "")


_kind_of = Remembered(_kind)


def _following(view: View, end: int) -> str:
    near, last = view.after, view.after_that
    if near is None or near.start >= end:
        return "nothing"
    if near.gap != " ":
        return near.gap.strip()[:1] or "+"
    if view.headline or view.shouted:
        return "a word of a headline"
    if near.capital:
        two = last is not None and last.capital and last.gap in {" ", "-"} and last.start < end
        return "names" if two else "a name"
    return _following_word(near)


def _following_word(near: Neighbour) -> str:
    word = near.word
    if word.isdigit():
        return "a number"
    if word in _VERBS:
        return "an auxiliary"
    if persons.acts(near):
        return "a verb"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return "a word in -s"
    return word if len(word) <= 4 else "a word"
