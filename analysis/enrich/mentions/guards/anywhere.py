"""Guards that hold in every language: addresses, halves of compounds, ships, breeds and dishes, old states."""

from __future__ import annotations

import re

from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.guards.english_nouns import bare
from analysis.enrich.mentions.view import QUOTES_CLOSE, QUOTES_OPEN, Neighbour, View

_ADDRESS = re.compile(r"https?://|www\.|@")
_DOMAIN = re.compile(
    r"@[\w-]+\.\w|\.(?:com|org|net|info|kz|ru|de|pl|gr|hu|ro|bg|lt|ee|fi|eu|travel|asia|tv)\b"
)
_JOINED_BEFORE = frozenset("@/._-=")
_HYPHENS = frozenset("-–‑‐")
_STATES_TOO = frozenset({"Polen", "Ungarn"})
"""Peoples that German writes like their states."""
_IN_QUOTES = re.compile(r"(\w+) [«„“\"][^«»„“”\"\n]*\Z")
_LOOK = 60
"""Characters before a word in which a name in quotation marks may begin."""
_ADDRESSED = "part of an address"
_HALF = "half of a compound, without its other half"
_REALM = "an old state"
SOVIET = "an old state, or a republic of the Soviet Union"
VETOES = frozenset({_ADDRESSED, _HALF, _REALM, SOVIET})
"""Reasons that are always right: no model weighs against them."""
_SHIP = "a ship, an inn or the like by that name"
KIND = "a breed, a dish or the like: called so wherever it is"


def refuse(view: View, entry: Entry) -> str:
    """Refuse what no language counts as a mention."""
    text, start, end = view.text, view.start, view.end
    if start and text[start - 1] in _JOINED_BEFORE:
        left = max(0, start - 200)
        before = text[left:start].split()[-1:]
        if before and _ADDRESS.search(before[0]):
            return _ADDRESSED
    if end < len(text) and text[end] in ".@" and _DOMAIN.match(text, end, end + 80):
        return _ADDRESSED
    if entry.kind == "prefix" and text[end : end + 1] not in _HYPHENS and not _second_half(view, entry):
        return _HALF
    if _in_a_name(view, entry):
        return _SHIP
    if entry.kind == "country" or entry.guard == "homonym" or view.word in _STATES_TOO:
        reason = _named_thing(view, entry) or _realm(view, entry)
        if reason:
            return reason
    reason = _kind(view, entry) if entry.kind in {"people", "adjective", "adverb"} else ""
    return reason or (_realm(view, entry) if entry.kind == "adjective" else "")


def _second_half(view: View, entry: Entry) -> bool:
    """Kazakh joins stems either way: герман-қазақ, қазақ-герман."""
    return entry.language == "kk" and view.text[view.start - 1 : view.start] in {*"-–"} and view.start > 0


def _in_a_name(view: View, entry: Entry) -> bool:
    """Whether it begins or ends what an inn is called: гостиница «Немецкий двор», кафе «Старая Германия»."""
    begins = view.text[view.start - 1 : view.start] in QUOTES_OPEN
    ends = view.text[view.end : view.end + 1] in QUOTES_CLOSE and entry.kind == "country"
    inn = _IN_QUOTES.search(view.text, max(0, view.start - _LOOK), view.start) if begins or ends else None
    return inn is not None and view.lists.has("named_things", inn[1])


def _named_thing(view: View, entry: Entry) -> str:
    """`the ferry Estonia`, `prom Estonia`, `Estonia, a car ferry, sank`, the inn «Полония»."""
    before = view.before
    if view.quoted and (entry.kind == "country" or view.speaks_of("named_things")):
        return "a name of something, alone in quotation marks"
    beside = before and before.adjoining and view.lists.has("ships", before.word)
    return _SHIP if beside or _is_said_to_be_a_ship(view) else ""


def _is_said_to_be_a_ship(view: View) -> bool:
    """`Estonia ferry`, `Estonia, a car ferry`."""
    near, last = view.after, view.after_that
    if near is not None and near.gap == ", " and near.word.lower() in {"the", "a"} and last:
        further = view.word_after(last.end)
        return view.lists.has("ships", last.word) or bool(further and view.lists.has("ships", further.word))
    return near is not None and near.gap == " " and view.lists.has("ships", near.word)


def _realm(view: View, entry: Entry) -> str:
    """`Kingdom of Hungary`, `Großherzogtum Litauen`, `Литовское княжество`: all nine are republics."""
    lists, crown = view.lists, view.before
    if crown and crown.adjoining and lists.has("of", crown.word):
        crown = view.word_before(crown.start)
    if crown and crown.adjoining and lists.has("crowns", crown.word):
        return _REALM
    after = view.after if entry.kind == "adjective" else None
    return _REALM if after and after.adjoining and lists.has("crowns", after.word) else ""


def _kind(view: View, entry: Entry) -> str:
    """`German shepherd`, `Bulgarian split squats`, `owczarek niemiecki`: called so wherever they are."""
    if entry.language == "en" and entry.kind == "people" and view.word.endswith("s"):
        return ""  # a plural describes nothing: Hungarians cook goulash
    near, last = view.after, view.after_that
    if near is None or near.gap not in {" ", "-"}:
        return ""
    compound = last is not None and last.gap == "-"  # short-haired pointer, отырып-тұру
    if view.lists.has("kinds", bare(near.word)) or (
        compound and last and view.lists.has("kinds", f"{near.word}-{last.word}")
    ):
        return "" if view.text.startswith(" who", near.end) else KIND
    if entry.language == "kk" or last is None:
        return ""
    further = view.word_after(last.end) if compound else last
    if further is None or further.gap not in {" ", "-"} or not view.lists.has("kinds", bare(further.word)):
        return ""
    return "" if view.text.startswith(" who", further.end) else KIND


def kind_before(view: View, entry: Entry) -> Neighbour | None:
    """The noun before an adjective, where a language says `owczarek niemiecki`: a breed, a dish or the like."""
    near = view.before
    return near if near and near.adjoining and view.lists.has("kinds", near.word) else None


def dish_before(view: View, entry: Entry) -> str:
    """`ryba po grecku`: a dish, not a language."""
    near = view.before
    if near and near.word == "po":
        near = view.word_before(near.start)
    dish = near and near.adjoining and view.lists.has("dishes", near.word)
    return "a dish, not a language" if dish else ""
