"""Hungarian: the surname comes first, and peoples are written small: Magyar Péter, Német László."""

from __future__ import annotations

from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.guards import persons
from analysis.enrich.mentions.view import View


def refuse(view: View, entry: Entry) -> str:
    """Refuse surnames before given names."""
    after = view.after
    if view.capital and entry.kind in {"people", "adjective"} and after and after.adjoining and after.capital:
        if persons.is_given(after.word, "hu"):
            return "a surname before a given name"
    return ""
