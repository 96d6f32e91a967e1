"""Polish: Jan Polak, Adam Niemiec and Ewa Grek are people with surnames."""

from __future__ import annotations

from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.guards import persons
from analysis.enrich.mentions.guards.anywhere import KIND, dish_before, kind_before
from analysis.enrich.mentions.view import View

_OF_TOWNS = tuple("radn burmistrz sołtys proboszcz wójt adwokat mecenas komisarz sierżant aspirant".split())
"""Titles that belong to no state: radny Niemiec is a man, kanclerz Niemiec is Germany's."""
_VILLAGES = frozenset(
    "sołectwo sołectwa sołectwie wieś wsi wsią wioska wioski wiosce osada osady osadzie gmina gminy gminie".split()
)
_TOWNS_DO = frozenset(
    "ma miał świętuje obchodzi otrzymał dostał leży stał został liczy chce planuje buduje zyskał walczy remontuje zaprasza".split()
)
"""After `Węgrów`, which Hungarians are in the genitive: it is a town."""
_OF_MANY = ("ów", "om", "ami", "ach")
_OF_SURNAMES = ("ski", "cki", "dzki", "ska", "cka", "wicz", "czyk")
_HONORIFICS = frozenset(
    "pan pana panu panem pani panią ks ksiądz dr doktor prof profesor profesora poseł".split()
)


def refuse(view: View, entry: Entry) -> str:
    """Refuse surnames; but kanclerz Niemiec and premier Węgier are those of a state."""
    if entry.target == "office_holder":
        return persons.without_given_name(view, entry)
    if entry.kind == "adjective":
        if kind_before(view, entry):
            return KIND
        reason = dish_before(view, entry) or persons.surname(view, entry) or persons.after_title(view, entry)
        return reason or _street(view) or _capital_alone(view)
    if entry.kind not in {"people", "country"}:
        return ""
    if _is_village(view):
        return "a village called so"
    if view.word == "Węgrów" and view.after and view.after.word in _TOWNS_DO and view.begins_sentence:
        return "the town of Węgrów"
    if entry.kind == "people" and _before_given_name(view):
        return "a surname before a given name"
    reason = persons.surname(view, entry)
    if reason or not view.before:
        return reason
    if view.word.endswith(_OF_MANY):  # trener Rumunów
        return ""
    title = view.before.word.lower()
    if entry.kind == "people" or title in _HONORIFICS or title.startswith(_OF_TOWNS):
        return persons.after_title(view, entry)
    return ""


def _before_given_name(view: View) -> bool:
    """`Litwin Tomasz, murarz`; but Litwin Tomas Venclova."""
    after, last = view.after, view.after_that
    given = after is not None and after.adjoining and after.capital and persons.is_given(after.word, "pl")
    return given and not (last and last.adjoining and last.capital)


def _is_village(view: View) -> bool:
    """`we wsi Rumunki`, `w Niemcach pod Lublinem`: the state would be in Niemczech."""
    before = view.before
    if not (before and before.adjoining and view.capital):
        return False
    return before.word.lower() in _VILLAGES or (
        before.word.lower() == "w" and view.word in {"Niemcach", "Węgrach"}
    )


def _street(view: View) -> str:
    """`Ulica Niemiecka`, `na Bułgarskiej Lech zremisował`: a capital, and no feminine name that it belongs to."""
    before, after = view.before, view.after
    if before is None or not view.capital or before.gap.strip() not in {"", "."}:
        return ""
    if view.lists.has("streets", before.word):
        return "a street"
    at = before.word.lower() in {"na", "przy"} and view.word.endswith("ej") and not view.headline
    return "a street" if at and after and not after.word.endswith(("e", "i", "y", "ej")) else ""


def _capital_alone(view: View) -> str:
    """`przy Bułgarskiej`, `Grecki i Malinowski`: a capital without a name that the adjective could be a part of."""
    before, after, last = view.before, view.after, view.after_that
    if not view.capital or view.shouted or view.headline:
        return ""
    if view.begins_sentence:
        joined = after is not None and after.word in {"i", "oraz"}
        return "a surname beside a surname" if joined and last and last.word.endswith(_OF_SURNAMES) else ""
    if any(near and near.adjoining and near.capital for near in (before, after)):
        return ""
    return "a capital inside a sentence and no name beside it: a street or a place"
