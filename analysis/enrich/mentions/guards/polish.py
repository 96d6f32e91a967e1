"""Polish: Jan Polak, Adam Niemiec and Ewa Grek are people with surnames."""

from __future__ import annotations

from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.guards import persons
from analysis.enrich.mentions.view import View

_HONORIFICS = frozenset(
    "pan pana panu panem pani panią ks ksiądz dr doktor prof profesor profesora poseł".split()
)


def refuse(view: View, entry: Entry) -> str:
    """Refuse surnames; but kanclerz Niemiec and premier Węgier are those of a state."""
    if entry.target == "office_holder":
        return persons.without_given_name(view, entry)
    if entry.kind not in {"people", "country"}:
        return ""
    reason = persons.surname(view, entry)
    if reason or not view.before:
        return reason
    if entry.kind == "people" or view.before.word.lower() in _HONORIFICS:
        return persons.after_title(view, entry)
    return ""
