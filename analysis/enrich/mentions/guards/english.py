"""English: surnames, and towns, streets and ships called after a state; `German`, `Finn`, `Pole` have their own files."""

from __future__ import annotations

import re

from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.guards import german_the_name, persons
from analysis.enrich.mentions.guards.english_nouns import AUXILIARIES, DETERMINERS, bare
from analysis.enrich.mentions.guards.finn_and_magyar import bearer, magyar
from analysis.enrich.mentions.guards.pole_and_polish import axis, paste
from analysis.enrich.mentions.view import View

_HONORIFICS = frozenset({"Mr", "Mrs", "Ms", "Mx", "Messrs"})
_WENT_DOWN = frozenset("sank sinks went goes foundered capsized listed".split())
_STATE_OF_TWO_WORDS = re.compile(
    r"New (?:York|Jersey|Hampshire|Mexico)|(?:North|South) (?:Carolina|Dakota)|West Virginia|Rhode Island"
    r"|N\. ?[YJHMCD]\.|S\. ?[CD]\.|W\. ?Va\.|R\. ?I\."
)


_OF_A_TOWN = re.compile(
    r" (?:Central |Local |Independent )?(?:Township|High School|School District|Town Board|Town Hall)\b"
)
_WRECKED = re.compile(r"['’]s (?:wreck|bow|hull|passengers|crew|captain|survivors|last voyage)\b")


def refuse(view: View, entry: Entry) -> str:
    """Refuse given names, surnames, verbs, pastes, sticks and axes."""
    if entry.target == "office_holder":
        return persons.without_given_name(view, entry)
    alone = view.word.lower() == entry.key  # no plural, which is no name
    if alone and view.before and view.before.word in _HONORIFICS and view.before.gap.strip() in {"", "."}:
        return "a surname after a title"
    if _is_my_name(view):
        return "a name: somebody says so"
    if _street(view, entry):
        return "a street, or a place"
    if entry.kind == "country" and _before_surname_and_age(view):
        return "a given name before a surname and an age"
    match entry.lemma:
        case "German":
            return german_the_name.refuse(view, entry) if alone else ""
        case "Finn":
            return bearer(view, entry) if alone else ""
        case "Pole":
            return axis(view) or (bearer(view, entry) if alone else _surname(view, entry))
        case "Magyar":
            return magyar(view, entry) if alone else ""
        case "Polish":
            return paste(view)
        case "Ingrian":
            finns = view.after and view.after.adjoining and view.after.word.lower().startswith("finn")
            return "part of the next name" if finns else ""
    if entry.kind == "country":
        return _surname(view, entry) or persons.after_title(view, entry) or _town(view) or _ship(view)
    return _surname(view, entry) if entry.kind == "people" and alone else ""


def _before_surname_and_age(view: View) -> bool:
    """`Estonia Harris, 17,`; but Miss Estonia."""
    after, before = view.after, view.before
    if not after or not after.adjoining or not after.capital or (before and before.word == "Miss"):
        return False
    last = view.after_that
    return last is not None and last.gap == ", " and last.word.isdigit() and len(last.word) < 3


def _street(view: View, entry: Entry) -> bool:
    """`Poland Street`, `Hungary Road Gutted`; but Greek Street Food in a headline."""
    after = view.after
    street = after and after.adjoining and after.capital and view.lists.has("streets", bare(after.word))
    of_a_state = entry.kind == "country"
    return bool(street) and (
        of_a_state or not (view.headline and view.after_that and view.after_that.adjoining)
    )


def _surname(view: View, entry: Entry) -> str:
    """As in other languages; but Every Word Of A Headline has a capital, and no given name is known by it.

    Unless it begins with the name and a comma: `Jack Poland, Beloved Coach, Dies`.
    """
    reason = persons.surname(view, entry)
    if not reason or view.initial_before or not view.headline:
        return reason
    begins = not view.before or not view.text[view.sentence_span[0] : view.before.start].strip("«“„\"'‘ ")
    return reason if begins and view.after and view.after.gap == ", " else ""


def _town(view: View) -> str:
    """`Poland, Ohio`, but in Greece, Texas and France; `Greece Central School District`, `Poland Township`."""
    if _OF_A_TOWN.match(view.text, view.end):
        return "a town of that name in America"
    state = view.after
    if not state or state.gap != ", " or not state.capital or (view.before and "," in view.before.gap):
        return ""
    of_two_words = _STATE_OF_TWO_WORDS.match(view.text, state.start)
    if not of_two_words and not view.lists.has("american_states", state.word):
        return ""
    listed = view.text.startswith((" and", ", and", " or"), of_two_words.end() if of_two_words else state.end)
    return "" if listed else "a town of that name in America"


def _ship(view: View) -> str:
    """`the Estonia sank`, `Estonia went down; the ferry`: a state has no article unless a noun follows."""
    before, after = view.before, view.after
    went_down = (after and after.adjoining and after.word in _WENT_DOWN) or _WRECKED.match(
        view.text, view.end
    )
    if went_down and view.speaks_of("ships"):
        return "a ship by that name"
    if not before or not before.adjoining or before.word.lower() != "the" or (after and after.gap == "-"):
        return ""
    if after and after.adjoining and after.capital and not view.headline:
        return ""
    goes_on = (
        after is not None
        and after.adjoining
        and after.word not in AUXILIARIES | DETERMINERS
        and not persons.acts(after)
    )
    if view.speaks_of("named_things") or not (goes_on or view.headline):
        return "a ship, an inn or the like by that name"
    return ""


def _is_my_name(view: View) -> bool:
    """`My name is Poland`; but the German name is Hans."""
    before = view.before
    name = view.before_that if before and before.word in {"is", "was"} else None
    return name is not None and name.word.lower() == "name"
