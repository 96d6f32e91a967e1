"""Russian forms, made by pymorphy3 from OpenCorpora's dictionary when the lexicon is compiled."""

from __future__ import annotations

from functools import cache
from typing import Any

from analysis.enrich.mentions.entries import folded
from analysis.enrich.mentions.view import Neighbour


@cache
def analyzer() -> Any:
    """The one analyser of this process; loading it takes a tenth of a second and 30 MB."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


_PART = {"people": "NOUN", "country": "NOUN", "adjective": "ADJF", "name": "NOUN"}


def forms(lemma: str, kind: str) -> frozenset[str]:
    """Every case form of `lemma` in lower case; the lemma alone where the dictionary does not know it.

    Only readings of the wanted part of speech count, and for persons no surname: the dictionary also holds
    Поляков as a name, whose singular cases (Полякова, Поляковым) nobody calls a people by.
    """
    word = lemma.lower()
    if kind in {"prefix", "adverb"} or lemma.isupper():
        return frozenset({word})
    part = _PART.get(kind, "")
    found = {word}
    for parse in analyzer().parse(word):
        participle = not kind and "PRTF" in parse.tag  # депортированный, whose dictionary form is its verb
        if folded(parse.normal_form) != folded(word) and not participle:
            continue
        if (part and part not in parse.tag) or ("Surn" in parse.tag or "Name" in parse.tag):
            continue
        same = {"PRTF", parse.tag.voice, parse.tag.tense} if participle else set()
        found |= {
            form.word
            for form in parse.lexeme
            if not form.tag.grammemes & {"COMP", "Supr"} and form.tag.grammemes >= same
        }
        break
    return frozenset(map(folded, found))


@cache
def grammemes(word: str) -> tuple[frozenset[str], ...]:
    """The grammatical readings of one word in running text, the likeliest first."""
    return tuple(frozenset(map(str, parse.tag.grammemes)) for parse in analyzer().parse(word.lower()))


def may_be(word: str, *wanted: str) -> bool:
    """Whether some reading of `word` has all the wanted grammemes (`Name`; `VERB`, `plur`)."""
    for reading in grammemes(word):  # noqa: SIM110  any() costs more than the looks
        if reading.issuperset(wanted):
            return True
    return False


def is_given_name(near: Neighbour | None) -> bool:
    """Whether a neighbour is a given name or patronymic with nothing but spaces between."""
    if near is None or not near.adjoining or not near.capital or len(near.word) < 3:
        return False
    return may_be(near.word, "Name") or may_be(near.word, "Patr")


@cache
def all_forms(word: str) -> frozenset[str]:
    """Every form of every known reading of `word`: for names of several words."""
    found = {word}
    for parse in analyzer().parse(word):
        found |= {folded(form.word) for form in parse.lexeme}
    return frozenset(found)


@cache
def surname_forms(surname: str) -> frozenset[str]:
    """The case forms of a surname, in the singular where the dictionary or its guess knows them."""
    word = folded(surname)
    found = {word}
    for parse in analyzer().parse(word):
        if folded(parse.normal_form) == word and "NOUN" in parse.tag and "anim" in parse.tag:
            found |= {folded(form.word) for form in parse.lexeme if "sing" in form.tag}
            break
    return frozenset(found)
