"""German: nouns have capitals, so Pole is a Pole or the end of an axis, and Deutsch may be a surname."""

from __future__ import annotations

from analysis.enrich.mentions.context import context
from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.view import View

_SURNAMES = frozenset(
    {
        "deutsch",
        "unger",
        "ungar",
        "grieche",
        "deutscher",
        "pole",
        "este",
        "finne",
        "bulgare",
        "litauer",
        "magyar",
    }
)


def refuse(view: View, entry: Entry) -> str:
    """Refuse axes and surnames."""
    lists = context("de")
    word = view.word.lower()
    if word in {"pole", "polen"} and (view.word != "Polen" or entry.kind == "people" or _by_article(view)):
        near = [view.before, view.after, view.after_next]
        if view.before:
            near.append(view.word_before(view.before.start))
        if any(one and lists.has("axes", one.word) for one in near) or (
            word == "pole"
            and view.before
            and view.before.word.lower() in {"die", "beide", "der"}
            and lists.has_any("axes", view.words)
        ):
            return "the ends of an axis"
        if word == "polen" and _by_article(view) and lists.has_any("axes", view.words):
            return "the ends of an axis"
    if view.capital and word in _SURNAMES and not view.shouted:
        before = view.before
        if view.initial_before or (
            before
            and before.gap.strip() in {"", "."}
            and before.capital
            and lists.has("given_names", before.word)
        ):
            return "a surname after a given name"
    if entry.given:
        before = view.before
        if not (before and before.capital and before.word.lower() in entry.given):
            return "a common surname without the office holder's given name"
    return ""


def _by_article(view: View) -> bool:
    return view.before is not None and view.before.word.lower() in {"den", "beiden", "zwei", "die", "der"}
