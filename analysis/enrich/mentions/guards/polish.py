"""Polish: Jan Polak, Adam Niemiec and Ewa Grek are people with surnames."""

from __future__ import annotations

from analysis.enrich.mentions.context import context
from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.guards import persons
from analysis.enrich.mentions.guards.anywhere import KIND, dish_before, kind_before
from analysis.enrich.mentions.view import View

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
        return dish_before(view, entry) or persons.surname(view, entry) or _street(view)
    if entry.kind not in {"people", "country"}:
        return ""
    reason = persons.surname(view, entry)
    if reason or not view.before:
        return reason
    if entry.kind == "people" or view.before.word.lower() in _HONORIFICS:
        return persons.after_title(view, entry)
    return ""


def _street(view: View) -> str:
    """`Ulica Niemiecka`, which has a capital; but polskie ulice."""
    before = view.before
    street = before and before.gap.strip() in {"", "."} and context("pl").has("streets", before.word)
    return "a street" if street and view.capital and not view.shouted else ""
