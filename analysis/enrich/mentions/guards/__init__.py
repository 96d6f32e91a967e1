"""Reasons to turn a candidate down, one file a language. A guard answers with its reason, or with nothing."""

from __future__ import annotations

from collections.abc import Callable

from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.guards.anywhere import refuse as refuse_anywhere
from analysis.enrich.mentions.guards.english import refuse as refuse_english
from analysis.enrich.mentions.guards.german import refuse as refuse_german
from analysis.enrich.mentions.guards.hungarian import refuse as refuse_hungarian
from analysis.enrich.mentions.guards.kazakh import refuse as refuse_kazakh
from analysis.enrich.mentions.guards.polish import refuse as refuse_polish
from analysis.enrich.mentions.guards.russian import refuse as refuse_russian
from analysis.enrich.mentions.view import View

Guard = Callable[[View, Entry], str]

_BY_LANGUAGE: dict[str, Guard] = {
    "en": refuse_english,
    "ru": refuse_russian,
    "kk": refuse_kazakh,
    "de": refuse_german,
    "pl": refuse_polish,
    "hu": refuse_hungarian,
}


def refuse(view: View, entry: Entry) -> str:
    """Why the candidate is no mention by `entry`; empty when no guard objects."""
    reason = refuse_anywhere(view, entry)
    if reason or entry.kind == "name":
        return reason
    guard = _BY_LANGUAGE.get(entry.language)
    return guard(view, entry) if guard else ""
