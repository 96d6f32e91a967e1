"""Guards that hold in every language."""

from __future__ import annotations

import re

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
    if entry.kind == "prefix" and text[end : end + 1] not in {*"-–‑‐"}:
        return "half of a compound, without its other half"
    return ""
