"""Office holders of Russian and Kazakh texts whose surnames many bear: `Анджей Дуда`, `А. Дуда`, never `Дуда`."""

from __future__ import annotations

from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.view import View

_CASELESS = 4
"""Letters of a given name that no case ending changes."""


def refuse(view: View, entry: Entry) -> str:
    """Refuse a common surname that stands without the given name of the office holder."""
    before = view.before
    if not entry.given:
        return ""
    if before and before.capital and (before.adjoining or view.initial_before):
        word = before.word.lower()
        for name in entry.given:
            if name.startswith(word) if view.initial_before else name[:_CASELESS] == word[:_CASELESS]:
                return ""
    return "a common surname without the office holder's given name"
