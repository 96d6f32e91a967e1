"""Texts as they come: soft hyphens, stress marks, letters in two pieces. Matching reads past them."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TypeVar

from analysis.enrich.mentions.mention import Mention, Rejection

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_COMBINING = frozenset(
    "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0323\u0326\u0327\u0328"
)
_MARKS = (*sorted(_INVISIBLE), *sorted(_COMBINING))

Span = TypeVar("Span", Mention, Rejection)


def clean(text: str) -> tuple[str, list[int] | None]:
    """The text without invisible characters, its letters composed; and where each of its characters came from.

    The list has one offset a character and one more for the end; None where nothing had to be changed.
    """
    if not any(mark in text for mark in _MARKS):
        return text, None
    letters: list[str] = []
    offsets: list[int] = []
    for position, letter in enumerate(text):
        if letter in _INVISIBLE:
            continue
        if letter in _COMBINING and letters and letters[-1].isalpha():
            composed = unicodedata.normalize("NFC", letters[-1] + letter)
            if len(composed) == 1:
                letters[-1] = composed
            continue  # a stress mark otherwise: Герма́ния
        letters.append(letter)
        offsets.append(position)
    offsets.append(len(text))
    return "".join(letters), offsets


def restored(spans: list[Span], original: str, offsets: list[int] | None) -> list[Span]:
    """The same spans with the offsets of the text as it was given."""
    if offsets is None:
        return spans
    moved = []
    for span in spans:
        start, end = offsets[span.start], offsets[span.end - 1] + 1
        while end < len(original) and original[end] in _COMBINING:
            end += 1
        moved.append(replace(span, start=start, end=end, surface=original[start:end]))
    return moved
