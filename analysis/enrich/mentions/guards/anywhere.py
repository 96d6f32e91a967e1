"""Guards that hold in every language: addresses, halves of compounds, ships, breeds and dishes, realms of old."""

from __future__ import annotations

import re

from analysis.enrich.mentions.context import context
from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.view import Neighbour, View

_ADDRESS = re.compile(r"https?://|www\.|@")
_DOMAIN = re.compile(
    r"@[\w-]+\.\w|\.(?:com|org|net|info|kz|ru|de|pl|gr|hu|ro|bg|lt|ee|fi|eu|travel|asia|tv)\b"
)
_SHIP = "a ship, an inn or the like by that name"


def refuse(view: View, entry: Entry) -> str:
    """Refuse what no language counts as a mention."""
    text, start, end = view.text, view.start, view.end
    if text[start - 1 : start] in {*"@/._-="} and start:
        left = max(0, start - 200)
        before = text[left:start].split()[-1:]
        if before and _ADDRESS.search(before[0]):
            return "part of an address"
    if text[end : end + 1] in {*".@"} and end < len(text) and _DOMAIN.match(text, end, end + 80):
        return "part of an address"
    if entry.kind == "prefix" and text[end : end + 1] not in {*"-–‑‐"} and not _second_half(view, entry):
        return "half of a compound, without its other half"
    if entry.kind == "country":
        return _named_thing(view, entry) or _realm(view, entry)
    if entry.kind == "people":
        return _kind(view, entry) or _named_thing(view, entry) or _realm(view, entry)
    if entry.kind == "adjective":
        return _kind(view, entry) or _realm(view, entry)
    return ""


def _second_half(view: View, entry: Entry) -> bool:
    """Kazakh joins stems either way: герман-қазақ, қазақ-герман."""
    return entry.language == "kk" and view.text[view.start - 1 : view.start] in {*"-–"} and view.start > 0


def _named_thing(view: View, entry: Entry) -> str:
    """`the ferry Estonia`, `prom Estonia`, `Estonia, the ferry, sank`, the inn «Полония»."""
    lists = context(entry.language)
    if (
        view.quoted
        and (entry.kind == "country" or entry.guard == "homonym")
        and lists.has_any("named_things", view.words)
    ):
        return _SHIP
    before, after, last = view.before, view.after, view.after_next
    near = (before, after) if entry.kind == "country" else (before,)
    if any(one and one.adjoining and lists.has("ships", one.word) for one in near):
        return _SHIP
    if after and last and "," in after.gap and after.word in {"the", "a"}:
        further = view.word_after(last.end)
        if lists.has("ships", last.word) or (
            further and further.adjoining and lists.has("ships", further.word)
        ):
            return _SHIP
    return ""


def _realm(view: View, entry: Entry) -> str:
    """`Kingdom of Hungary`, `Großherzogtum Litauen`: all nine are republics."""
    lists = context(entry.language)
    crown = view.before
    if crown and crown.adjoining and lists.has("of", crown.word):
        crown = view.word_before(crown.start)
    if crown and crown.adjoining and lists.has("crowns", crown.word):
        return "a realm of old"
    return ""


def _kind(view: View, entry: Entry) -> str:
    """`German shepherd`, `Bulgarian split squats`, `owczarek niemiecki`: called so wherever they are."""
    lists = context(entry.language)
    near: list[Neighbour | None] = [view.after]
    if entry.language == "pl" and view.before:  # owczarek niemiecki, ryba po grecku
        dish = view.word_before(view.before.start) if view.before.word == "po" else None
        if dish and lists.has("dishes", dish.word):
            return "a dish, not a language"
        near.append(view.before)
    if view.after and (view.after.adjoining or view.after.gap == "-"):
        near.append(view.after_next)
        if view.after_next and view.after_next.gap == "-":
            near.append(view.word_after(view.after_next.end))
    if any(one and one.gap in {" ", "-"} and lists.has("kinds", one.word) for one in near):
        return "a breed, a dish or the like: called so wherever it is"
    return ""
