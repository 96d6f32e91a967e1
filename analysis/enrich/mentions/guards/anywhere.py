"""Guards that hold in every language."""

from __future__ import annotations

import re

from analysis.enrich.mentions.context import context
from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.view import View

_ADDRESS = re.compile(r"https?://|www\.|@")
_DOMAIN = re.compile(
    r"@[\w-]+\.\w|\.(?:com|org|net|info|kz|ru|de|pl|gr|hu|ro|bg|lt|ee|fi|eu|travel|asia|tv)\b"
)


def refuse(view: View, entry: Entry) -> str:
    """Refuse parts of web and mail addresses, and halves of compounds that stand alone."""
    text, start, end = view.text, view.start, view.end
    if text[start - 1 : start] in {*"@/._-="} and start:
        left = max(0, start - 200)
        before = text[left:start].split()[-1:]
        if before and _ADDRESS.search(before[0]):
            return "part of an address"
    if text[end : end + 1] in {*".@"} and end < len(text) and _DOMAIN.match(text, end, end + 80):
        return "part of an address"
    if entry.kind == "country" and view.quoted:
        if context(entry.language).has_any("named_things", view.words):
            return "a ship, an inn or the like by that name"
    if entry.kind == "country" and entry.language == "en" and _named_thing(view):
        return "a ship, an inn or the like by that name"
    if entry.kind == "prefix" and text[end : end + 1] not in {*"-–‑‐"} and not _second_half(view, entry):
        return "half of a compound, without its other half"
    return ""


def _second_half(view: View, entry: Entry) -> bool:
    """Kazakh joins stems either way: герман-қазақ, қазақ-герман."""
    return entry.language == "kk" and view.text[view.start - 1 : view.start] in {*"-–"} and view.start > 0


def _named_thing(view: View) -> bool:
    """`the ferry Estonia`, `Estonia, the ferry, sank`."""
    before, after, last = view.before, view.after, view.after_next
    things = context("en")
    if before and before.adjoining and things.has("named_things", before.word):
        return True
    return bool(
        after
        and last
        and "," in after.gap
        and after.word in {"the", "a"}
        and things.has("named_things", last.word)
    )
