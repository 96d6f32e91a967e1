"""Texts as they come: soft hyphens, stress marks, letters in two pieces. Matching reads past them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import TypeVar

from analysis.enrich.language.alphabets import without_latin_twins
from analysis.enrich.mentions.mention import Mention, Rejection, Weighed

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_COMBINING = "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0323\u0326\u0327\u0328"
_MARKS = _INVISIBLE + _COMBINING
_MARKED = re.compile(f"[{_MARKS}]+")

Span = TypeVar("Span", Mention, Rejection, Weighed)


@dataclass(frozen=True, slots=True)
class Offsets:
    """Where the characters of a cleaned text stood before."""

    since: list[int]
    """Offsets in the cleaned text, ascending, from which on it has moved by another number of characters."""
    moved: list[int]
    """By how many."""

    def original(self, offset: int) -> int:
        """The offset in the text as it was given of the character at `offset`."""
        return offset + self.moved[bisect_right(self.since, offset) - 1]


def clean(text: str) -> tuple[str, Offsets | None]:
    """The text without invisible characters, its letters composed, Latin letters inside Cyrillic words made Cyrillic;
    offsets are None where nothing had to be changed.
    """
    cyrillic = without_latin_twins(text)
    if cyrillic != text:
        return _composed_text(cyrillic) if _is_marked(cyrillic) else (cyrillic, Offsets([0], [0]))
    return _composed_text(text) if _is_marked(text) else (text, None)


def _composed_text(text: str) -> tuple[str, Offsets]:
    pieces: list[str] = []
    offsets = Offsets([0], [0])
    end = length = 0
    for found in _MARKED.finditer(text):
        letter = max(end, found.start() - 1)
        pieces += text[end:letter], _composed(text[letter : found.start()], found[0])
        length += len(pieces[-2]) + len(pieces[-1])
        end = found.end()
        offsets.since.append(length)
        offsets.moved.append(end - length)
    return "".join((*pieces, text[end:])), offsets


def _is_marked(text: str) -> bool:
    """Whether a text needs cleaning; one quick look a mark is many times faster than an expression for all."""
    for mark in _MARKS:  # noqa: SIM110  any() costs more than the looks
        if mark in text:
            return True
    return False


def _composed(letter: str, marks: str) -> str:
    """One character for a letter with its marks; a stress mark is none of the letter: Герма́ния."""
    for mark in marks if letter.isalpha() else "":
        both = unicodedata.normalize("NFC", letter + mark)
        if len(both) == 1:
            letter = both
    return letter


def restored(spans: list[Span], original: str, offsets: Offsets | None) -> list[Span]:
    """The same spans with the offsets of the text as it was given."""
    if offsets is None:
        return spans
    moved = []
    for span in spans:
        start, end = offsets.original(span.start), offsets.original(span.end - 1) + 1
        while end < len(original) and original[end] in _COMBINING:
            end += 1
        moved.append(span._replace(start=start, end=end, surface=original[start:end]))
    return moved
