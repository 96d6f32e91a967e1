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
    if words.speaks_of_persons(view.words) or _is_named(view):
        return ""
    if entry.language == "ru" and (_is_place(view) or _is_joined_to_a_person(view) or _acts(view)):
        return ""
    return "also an ordinary word: nothing in the sentence speaks of a person"


def _is_named_woman(view: View, entry: Entry) -> bool:
    """Whether a woman's name follows: полька Йоанна Моро, but полька Штрауса."""
    if entry.language != "ru" or view.after is None:
        return False
    return is_given_name(view.after) and may_be(view.after.word, "Name", "femn")


def _is_place(view: View) -> bool:
    """Whether a capital inside a sentence makes a village of it: tools and dances are written small."""
    return view.capital and not (view.begins_sentence or view.shouted or view.headline or view.quoted)


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


def _is_joined_to_a_person(view: View) -> bool:
    """Whether the word stands beside a woman: полька и чешка, болгарка с украинкой, соседка-болгарка."""
    before, after = view.before, view.after
    if before and before.gap in {"-", "‑"}:
        return may_be(before.word, "NOUN", "anim", "femn")
    for link, person in ((before, before and view.word_before(before.start)), (after, view.after_next)):
        if link and person and link.word.lower() in {"и", "или", "с"}:
            if person.word.endswith("к" + view.word[-1]) and may_be(person.word, "NOUN", "anim", "femn"):
                return True
    return False


def _acts(view: View) -> bool:
    """Whether the word is the subject of a verb that takes an object: болгарки напекли баницы."""
    number = next((one for one in ("sing", "plur") if may_be(view.word, "NOUN", "nomn", one)), "")
    place = view.after
    for _ in range(2):
        if not number or place is None or place.gap.strip():
            return False
        if may_be(place.word, "VERB", "tran", "past"):
            return may_be(place.word, "VERB", "femn" if number == "sing" else "plur")
        if not may_be(place.word, "ADVB"):
            return False
        place = view.word_after(place.end)
    return False
