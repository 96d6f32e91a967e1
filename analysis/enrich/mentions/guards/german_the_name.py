"""English `German`: the adjective and the language, or a man's given name (German Kim said, they took German home)."""

from __future__ import annotations

from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.guards import persons
from analysis.enrich.mentions.guards.english_nouns import (
    AUXILIARIES,
    bare,
    determined,
)
from analysis.enrich.mentions.view import View

_THEIRS = frozenset("his her their my our".split())


def refuse(view: View, entry: Entry) -> str:
    """`German Kim said`, `Anna German sang`; but German Embassy, German Sebastian Vettel."""
    return persons.surname(view, entry) or _called(view) or _titled(view, entry) or _before_surname(view)


def _called(view: View) -> str:
    """`German said`, `German, 19, is`, `a boy named German`, `Thank you, German!`, `German and Oleg`."""
    before, after = view.before, view.after
    comma_before = before is not None and before.gap.strip() == ","
    if before and before.adjoining and before.word in {"named", "Named"}:
        return "a given name: somebody is named so"
    if after and after.gap == ", " and after.word.isdigit() and view.text[after.end : after.end + 1] == ",":
        return "a given name: its bearer's age follows"
    if after and after.gap == ", " and after.word in {"who", "whose"} and not determined(view, view.start):
        return "a given name: who he is follows"
    if comma_before and view.text[view.end : view.end + 1] == "!":
        return "a given name: somebody is spoken to"
    kin = before and view.lists.has("titles", before.word)
    named_first = kin or not (before and before.capital)
    if after and after.word == "and" and named_first and _given_after(view, after.end):
        return "a given name beside another"
    if not after or not after.adjoining or after.capital or determined(view, view.start):
        return ""
    begins_clause = view.begins_sentence or comma_before
    last = view.after_that
    acts = (begins_clause and view.lists.has("verbs", after.word)) or (
        last is not None and last.adjoining and last.word in _THEIRS and persons.acts(after)
    )
    return "a given name: its bearer does something" if acts else ""


def _titled(view: View, entry: Entry) -> str:
    """`Mr. German`, `Judge German`; but the Minister German Embassy, the coach German fans."""
    before, after = view.before, view.after
    if before is None or not persons.after_title(view, entry) or _institution(view):
        return ""
    if before.gap.strip() == ".":
        return "a name after a title"
    nation = view.headline or (after and after.capital and determined(view, before.start))
    return "" if nation else "a name after a title"


def _before_surname(view: View) -> str:
    """`German Kuznetsov`, `German Lux was injured`, `the winner, German Conti, is`; but German Kurt Weill."""
    lists = view.lists
    before, after, last = view.before, view.after, view.after_that
    if after is None or not after.adjoining or not after.capital or determined(view, view.start):
        return ""
    if lists.has("institutions", after.word):
        return ""
    if len(after.word) == 1 or lists.has("surnames", bare(after.word)):
        return "a given name before a surname"
    if view.shouted or lists.has("given_names", after.word) or last is None:
        return ""
    aside = last.gap.strip() == "(" if view.begins_sentence else before and before.gap.strip() == ","
    plural = after.word.endswith("s") and not view.begins_sentence
    bearer_acts = (
        persons.acts(last) or (last.adjoining and last.word in AUXILIARIES) or last.gap.startswith(",")
    )
    if (
        (aside and last.gap.strip() in {"(", ","})
        or (last.word == "and" and _given_after(view, last.end))
        or (bearer_acts and not plural and (last.word.islower() or not view.headline))
    ):
        return "a given name before a surname"
    return ""


def _institution(view: View) -> bool:
    """Whether a noun follows that a nation has, with its capital: German Embassy."""
    near = view.after
    if near is None or not near.adjoining or not near.capital:
        return False
    return view.lists.has("institutions", near.word)


def _given_after(view: View, end: int) -> bool:
    """Whether a given name follows."""
    near = view.word_after(end)
    return near is not None and near.capital and persons.is_given(near.word, "en")
