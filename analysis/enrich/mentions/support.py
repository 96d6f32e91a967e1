"""Words with two lives count only where their sentence speaks of the person, the place or the people."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.enrich.mentions.context import WORD
from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.guards import russian_women
from analysis.enrich.mentions.mention import Mention
from analysis.enrich.mentions.view import View


def is_supported(view: View, entry: Entry, certain: Iterable[Mention]) -> str:
    """Why a doubtful candidate stays out; empty when something in its sentence speaks for it.

    `certain` are the other mentions and the cities of that sentence.
    """
    if entry.guard and entry.language == "ru" and russian_women.is_certain(view):
        return ""
    if entry.guard and entry.language == "ru" and russian_women.is_thing(view):
        return "it is joined to a thing"
    if entry.guard in {"two_lives", "homonym"} and view.speaks_of(f"things {entry.key}"):
        if not (_written_as_a_person(view, entry) or _acts_beside_the_thing(view, entry)):
            return "the sentence speaks of a thing, not of a person"
    if entry.guard == "homonym" or (entry.guard == "two_lives" and entry.language == "pl"):
        return ""  # Polish writes a plum and a dance small
    if entry.supported and view.speaks_of("goods"):
        return "the sentence speaks of goods by that name"
    if any(mention.diaspora == entry.diaspora for mention in certain):
        return ""
    if entry.supported:
        if (view.quoted and view.speaks_of("centres")) or _is_called(view):
            return ""
        return "an ordinary word: the sentence speaks of no community, nor of a centre by that name in quotation marks"
    if view.speaks_of("persons") or _is_named(view):
        return ""
    if entry.language == "ru" and russian_women.is_likely(view):
        return ""
    return "also an ordinary word: nothing in the sentence speaks of a person"


def _is_called(view: View) -> bool:
    """Whether a centre or the like stands directly beside it: the association Suomi, объединение Вензь."""
    near = (view.before, view.after)
    return view.capital and any(one and one.adjoining and view.lists.has("centres", one.word) for one in near)


def _written_as_a_person(view: View, entry: Entry) -> bool:
    """Whether a capital tells the Polka from the polka: inside a sentence, or where it has the polka too."""
    if entry.language != "pl" or entry.guard != "two_lives" or view.shouted:
        return False
    return not view.begins_sentence or any(
        word.islower() and word.startswith(view.word[:4].lower()) for word in WORD.findall(view.sentence)
    )


def _acts_beside_the_thing(view: View, entry: Entry) -> bool:
    """Whether the thing is named by the same word in another case: полька научила детей танцевать польку."""
    stem, word = entry.lemma[:-1].lower(), view.word.lower()
    twice = any(other.startswith(stem) and other != word for other in view.words)
    return twice and entry.language == "ru" and russian_women.is_likely(view)


def _is_named(view: View) -> bool:
    """Whether a name in the same script follows: Полька Ига Свёнтек, but болгарка Bosch."""
    after = view.after
    return (
        after is not None
        and after.adjoining
        and after.capital
        and after.word.isascii() == view.word.isascii()
        and not view.shouted
    )
