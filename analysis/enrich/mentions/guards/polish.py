"""Polish: Jan Polak, Adam Niemiec and Ewa Grek are people with surnames."""

from __future__ import annotations

from analysis.enrich.mentions.context import context
from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.view import View


def refuse(view: View, entry: Entry) -> str:
    """Refuse surnames after given names."""
    before = view.before
    if entry.given:
        if not (
            before
            and before.capital
            and before.adjoining
            and any(n[:4] == before.word.lower()[:4] for n in entry.given)
        ):
            return "a common surname without the office holder's given name"
        return ""
    if entry.kind not in {"people", "country"} or not view.capital:
        return ""
    if view.initial_before or (
        before and before.gap.strip() in {"", "."} and before.capital and _is_given_name(before.word.lower())
    ):
        return "a surname after a given name"
    return ""


def _is_given_name(word: str) -> bool:
    """Whether `word` is a given name in any case: Jan, Janowi, Anną."""
    lists = context("pl")
    if lists.has("given_names", word):
        return True
    for ending in ("owi", "em", "iem", "a", "u", "ą", "y", "i", "ę", "ie", "rze"):
        stem = word.removesuffix(ending)
        if (
            stem != word
            and len(stem) > 2
            and any(lists.has("given_names", stem + tail) for tail in ("", "a", "r"))
        ):
            return True
    return False
