"""Scripts by their code points: the first thing a text tells about its language."""

from __future__ import annotations

import re
from collections.abc import Iterable

WORD = re.compile(r"[^\W\d_]+")

_LETTERED = frozenset({"latin", "cyrillic", "greek"})
_WEIGHT = 3
"""Letters of other scripts count so much more: a sign is a syllable or a word, and names beside it are Latin."""

_ONLY = {
    "greek": "el",
    "georgian": "ka",
    "armenian": "hy",
    "hebrew": "he",
    "hangul": "ko",
    "kana": "ja",
    "thai": "th",
}
"""Scripts that are written for one living language here."""

_LOOK_ALIKE = "aceopxyiABCEHIKMOPTX"
_TWINS = str.maketrans(_LOOK_ALIKE, "асеорхуіАВСЕНІКМОРТХ")
"""Latin letters that look like Cyrillic ones, typed by mistake or to deceive searches: пoляк."""
_LATIN_INSIDE = re.compile(
    rf"(?<=[\u0400-\u052f])[{_LOOK_ALIKE}]+(?![A-Za-z])|(?<![A-Za-z])[{_LOOK_ALIKE}]+(?=[\u0400-\u052f])"
)

_RANGES = (
    ("latin", "A", "\u024f"),
    ("greek", "\u0370", "\u03ff"),
    ("cyrillic", "\u0400", "\u052f"),
    ("armenian", "\u0530", "\u058f"),
    ("hebrew", "\u0590", "\u05ff"),
    ("arabic", "\u0600", "\u06ff"),
    ("thai", "\u0e00", "\u0e7f"),
    ("georgian", "\u10a0", "\u10ff"),
    ("latin", "\u1e00", "\u1eff"),
    ("greek", "\u1f00", "\u1fff"),
    ("kana", "\u3040", "\u30ff"),
    ("hangul", "\uac00", "\ud7a3"),
)


def without_latin_twins(text: str) -> str:
    """The text with Latin letters inside Cyrillic words made Cyrillic, letter for letter.

    >>> without_latin_twins("Хор пoляков")
    'Хор поляков'
    """
    if not any(letter in text for letter in "оаи") or not any(letter in text for letter in "oaecp"):
        return text
    return _LATIN_INSIDE.sub(lambda found: found[0].translate(_TWINS), text)


def script(letter: str) -> str:
    """The script of a letter; `other` for those that tell nothing here."""
    for name, first, last in _RANGES:
        if first <= letter <= last:
            return name
    return "other"


def by_script(words: Iterable[str]) -> dict[str, list[str]]:
    """Words by the script of their first letter, the script with the most letters first."""
    found: dict[str, list[str]] = {}
    for word in words:
        letter = word[0]
        if letter <= "\u024f":
            name = "latin"
        elif "\u0400" <= letter <= "\u052f":
            name = "cyrillic"
        else:
            name = script(letter)
        found.setdefault(name, []).append(word)
    if len(found) == 1:
        return found
    letters = {
        name: sum(map(len, own)) * (1 if name in _LETTERED else _WEIGHT) for name, own in found.items()
    }
    return {name: found[name] for name in sorted(found, key=lambda name: -letters[name])}


def language_of(script_name: str) -> str:
    """The language that a script alone decides, or `und`."""
    return _ONLY.get(script_name, "und")
