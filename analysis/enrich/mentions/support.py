"""Words with two lives count only where their sentence speaks of the person, the place or the people."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.enrich.mentions.context import context
from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.inflection.russian import is_given_name, may_be
from analysis.enrich.mentions.mention import Mention
from analysis.enrich.mentions.view import View


def is_supported(view: View, entry: Entry, certain: Iterable[Mention], cities: Iterable[Mention]) -> str:
    """Why a doubtful candidate stays out; empty when something in its sentence speaks for it."""
    begin, end = view.sentence_span
    words = context(entry.language)
    if entry.guard and _is_named_woman(view, entry):
        return ""
    if entry.guard in {"two_lives", "homonym"} and words.speaks_of_things(entry.lemma, view.words):
        return "the sentence speaks of a thing, not of a person"
    if entry.guard == "homonym":
        return ""
    for mention in (*certain, *cities):
        if mention.diaspora == entry.diaspora and begin <= mention.start < end:
            return ""
    if entry.supported:
        if view.quoted and words.speaks_of_centres(view.words):
            return ""
        return "an ordinary word: the sentence speaks of no community, nor of a centre by that name in quotation marks"
    if entry.language == "pl" and entry.guard == "two_lives":
        return ""  # a plum and a dance are written small there, and do not begin this sentence
    if (
        _is_place(view, entry)
        or words.speaks_of_persons(view.words)
        or _is_named(view)
        or _is_joined_to_a_person(view, entry)
    ):
        return ""
    return "also an ordinary word: nothing in the sentence speaks of a person"


def _is_named_woman(view: View, entry: Entry) -> bool:
    """Whether a woman's name follows: полька Йоанна Моро, but полька Штрауса."""
    if entry.language != "ru" or view.after is None:
        return False
    return is_given_name(view.after) and may_be(view.after.word, "Name", "femn")


def _is_place(view: View, entry: Entry) -> bool:
    """Whether a capital inside a sentence makes a village of it: tools and dances are written small."""
    if entry.language != "ru":
        return False
    return view.capital and not (view.begins_sentence or view.shouted or view.headline or view.quoted)


def _is_named(view: View) -> bool:
    """Whether a name in the same script follows: Полька Ига Свёнтек, but болгарка Bosch."""
    after = view.after
    return (
        after is not None
        and after.adjoining
        and after.capital
        and after.word.isascii() == view.word.isascii()
    )


def _is_joined_to_a_person(view: View, entry: Entry) -> bool:
    """Whether the word stands beside a woman of another people: полька и чешка, болгарка с украинкой."""
    if entry.language != "ru":
        return False
    for link, person in (
        (view.before, view.before and view.word_before(view.before.start)),
        (view.after, view.after_next),
    ):
        if (
            link
            and person
            and link.word.lower() in {"и", "или", "с"}
            and person.word.endswith("к" + view.word[-1])
        ):
            if may_be(person.word, "NOUN", "anim", "femn"):
                return True
    return False
