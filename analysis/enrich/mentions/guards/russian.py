"""Russian: peoples are written small and states large, so a capital or its absence makes another thing of the word."""

from __future__ import annotations

from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.guards.anywhere import dish_before
from analysis.enrich.mentions.guards.persons import without_given_name
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
    if entry.kind == "adverb":
        return dish_before(view, entry)
    if entry.kind == "adjective":
        return refuse_adjective(view, entry)
    if entry.kind != "people":
        return ""
    if entry.lemma == "мадьяр" and view.before and view.before.word.lower() in _CLAN:
        return "a Kazakh clan"
    if entry.lemma == "мадьяр" and _is_called_magyar(view):
        return "a given name, or the politician's surname"
    return refuse_person(view) if view.capital else ""


def _is_called_magyar(view: View) -> bool:
    """`Мадьяр Ахметов`, `Мадьяр, премьер Венгрии`: Kazakhs and a Hungarian politician are called so."""
    after = view.after
    alone = view.word.lower() == "мадьяр" and view.capital and after is not None
    return alone and after is not None and ((after.adjoining and after.capital) or after.gap == ", ")


def _another_name(view: View, entry: Entry) -> str:
    """`Парома Эстония` is no parom of Estonia's, which would be `парома Эстонии`; `германия` is mined."""
    if view.word.islower() and may_be(view.word, "NOUN", "inan", "masc") and view.sentence[:1].isupper():
        return "an ordinary word, written small where other names are not"
    before = view.before
    if view.word.lower() != entry.key or before is None or not before.adjoining:
        return ""
    return "a ship, an inn or the like by that name" if view.lists.has("named_things", before.word) else ""
