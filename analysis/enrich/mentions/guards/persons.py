"""Persons: who bears the name of a people or a state (Jack Poland, Jan Polak), and office holders' common surnames."""

from __future__ import annotations

import re

from analysis.enrich.mentions.context import context
from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.view import Neighbour, View

_STATES = ("U.S. ", "U.K. ", "U.N. ", "E.U. ")
_SCORED = re.compile(r" \(\d{1,3}\.[,) ]")
_LATELY = 250
"""Characters within which a full name is remembered."""
_DEPUTIES = frozenset("deputy vice former ex".split())
_DECLINED = frozenset({"pl", "ru", "kk"})
"""Languages in which a given name takes the endings of cases."""
_CASELESS = 4
"""Letters of a given name that no case ending changes."""
_POLISH_ENDINGS = ("owi", "iem", "em", "rze", "ie", "a", "u", "ą", "y", "i", "ę", "o")


def surname(view: View, entry: Entry) -> str:
    """`J. Magyar`, `Jack Poland`, `Krzysztofem Niemcem`, `das Ernst-Deutsch-Theater`."""
    if not view.capital:
        return ""
    if view.initial_before and not view.text[max(0, view.start - 5) : view.start].endswith(_STATES):
        return "a surname after an initial"
    if view.text.startswith(" (", view.end) and _SCORED.match(view.text, view.end):
        return "a surname in a list of who scored"
    after = view.after
    if view.word.isupper() and after and after.gap == ", " and is_given(after.word, entry.language):
        return "a surname before a given name"
    before = view.before
    if (
        before
        and before.capital
        and (before.adjoining or before.gap == "-")
        and is_given(before.word, entry.language)
    ):
        return "a surname after a given name"
    return "a surname: its bearer was just named" if _named_before(view, entry) else ""


def _named_before(view: View, entry: Entry) -> bool:
    """`Kevin Poland, 41, denies arson. Poland was seen` : a sentence begins with what was a surname in the last one."""
    name = view.word[:_CASELESS] if entry.language in _DECLINED else view.word
    place = view.text.rfind(f" {name}", max(0, view.start - _LATELY), view.start)
    named = view.word_before(place + 1) if place > 0 else None
    return (
        named is not None
        and named.capital
        and named.adjoining
        and is_given(named.word, entry.language)
        and view.begins_sentence
    )


def after_title(view: View, entry: Entry) -> str:
    """`Coach Poland`, `Bürgermeister Deutsch`, `sędzia Litwin`."""
    before = view.before
    if view.capital and before and before.gap.strip() in {"", "."}:
        if view.lists.has("titles", before.word):
            return "a surname after a title"
    return ""


def acts(near: Neighbour | None) -> bool:
    """English: whether a verb follows that tells what a person did."""
    if near is None or near.capital or not near.adjoining:
        return False
    lists = context("en")
    return near.word.endswith("ed") or lists.has("verbs", near.word) or lists.has("past", near.word)


def without_given_name(view: View, entry: Entry) -> str:
    """An office holder's common surname counts after the given name or the office: `A. Duda`, `President Duda`."""
    if not entry.given:
        return ""
    before = view.before
    if before and before.adjoining and view.lists.has("offices", before.word):
        further = view.before_that
        return "" if not further or further.word.lower() not in _DEPUTIES else "a deputy's surname"
    if before and before.capital and (before.adjoining or view.initial_before):
        word = before.word.lower()
        for name in entry.given:
            if name.startswith(word) if view.initial_before else _same(word, name, entry.language):
                return ""
    return "a common surname without the office holder's given name or office"


def is_given(word: str, language: str) -> bool:
    """Whether `word` is a given name; in Polish also Janowi, Anną."""
    lists = context(language)
    if lists.has("given_names", word):
        return True
    if language != "pl":
        return False
    for ending in _POLISH_ENDINGS:
        stem = word.lower().removesuffix(ending)
        if stem != word.lower() and len(stem) > 1:
            tails = ("", "a", "r", "o") if len(stem) > 2 else ("a",)
            if any(lists.has("given_names", stem + tail) for tail in tails):
                return True
            if lists.has("given_names", f"{stem[:-1]}e{stem[-1]}"):  # Pawłem, Markiem
                return True
    return False


def _same(word: str, name: str, language: str) -> bool:
    if language in _DECLINED:
        return word[:_CASELESS] == name[:_CASELESS]
    return word in {name, name.rpartition("-")[2]}
