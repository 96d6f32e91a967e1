"""Russian: peoples are written small and states large, so a capital or its absence makes another thing of the word."""

from __future__ import annotations

from analysis.enrich.mentions.context import context
from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.guards.persons import without_given_name
from analysis.enrich.mentions.guards.russian_adjectives import is_monarchy
from analysis.enrich.mentions.guards.russian_adjectives import refuse as refuse_adjective
from analysis.enrich.mentions.guards.russian_surnames import refuse as refuse_person
from analysis.enrich.mentions.inflection.russian import may_be
from analysis.enrich.mentions.view import View

_CLAN = frozenset("племя племени племенем племён род рода роду родом роды аргын аргына аргынов".split())


def refuse(view: View, entry: Entry) -> str:
    """Refuse surnames, given names and names of things."""
    if entry.target == "office_holder":
        return without_given_name(view, entry)
    if view.quoted and view.capital:
        return "a name of something, alone in quotation marks"
    if entry.kind == "country":
        return _another_name(view, entry)
    if entry.kind == "adjective":
        return refuse_adjective(view)
    if entry.kind != "people":
        return ""
    if entry.lemma == "мадьяр" and view.before and view.before.word.lower() in _CLAN:
        return "a Kazakh clan"
    return refuse_person(view) if view.capital else ""


def _another_name(view: View, entry: Entry) -> str:
    """`Парома Эстония` is no parom of Estonia's, which would be `парома Эстонии`; `германия` is mined."""
    if view.word.islower() and may_be(view.word, "NOUN", "inan", "masc") and view.sentence[:1].isupper():
        return "an ordinary word, written small where other names are not"
    before = view.before
    if view.word.lower() != entry.lemma.lower() or before is None or not before.adjoining:
        return ""
    if is_monarchy(before):
        return "an old state: none of the nine is a monarchy"
    return "a ship, an inn or the like by that name" if context("ru").has("named_things", before.word) else ""
