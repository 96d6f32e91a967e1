"""The press watch: whether an article of a portal that writes on everything names one of the communities.

A coarse net on purpose. It decides what is kept at all, so it may catch too much and must miss little; what a text
really says of a community is for the measuring to find out, word by word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

from pydantic import BaseModel, ConfigDict, Field

from crawlers.catalogue.configuration import read_toml

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_SHORTEST_STEM = 4
"""Letters; of a shorter word each form is named: `финал` is no Finn."""
_SHORT_IN_ENGLISH = 5
_ENDINGS = {
    "de": "e en in innen",
    "lt": "as o ui ą u e ai ų ams us ais uose ė ės ei ę ėje ių ėms es ėmis ėse",
    "pl": "a owi em ie owie ów om ami ach y",
    "bg": "ът а и ите ове овете",
    "kk": "нің ге ді де ден мен дер дің дердің дерге дерді дерде дерден дермен дері деріне",
}
"""Endings of nouns for persons, for words too short to be told by their beginning; after each language's grammar."""
_POLISH_PREFIXES = "nie anty pro arcy po staro nowo ogólno północno południowo zachodnio wschodnio".split()
_VOWELS = frozenset("аеёиоуыэюяіәөүұ")
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")


class _Words(BaseModel):
    """As much of a community's file as is read here; `analysis` reads and checks the whole."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    word: tuple[dict[str, Any], ...] = ()
    name: tuple[dict[str, Any], ...] = ()
    names: dict[str, dict[str, str]] = Field(default_factory=dict)


def watchwords(folder: Path) -> tuple[str, ...]:
    """Return the words by which the communities in `folder` (`<slug>.toml` each) are known, sorted.

    A word that ends in `*` stands for all that begin with it; one with a blank, or without a star, for itself.
    Raises ConfigurationError.
    """
    found = {word for path in sorted(folder.glob("*.toml")) for word in _of(read_toml(path, _Words))}
    return tuple(sorted(found))


def names_a_community(text: str, words: Iterable[str]) -> bool:
    """Whether one of `watchwords` stands in a text."""
    net = _net(tuple(words))
    lowered = _plain(text)
    tokens = set(_WORD.findall(lowered))
    return (
        not net.whole.isdisjoint(tokens)
        or any(token[:size] in net.stems for token in tokens for size in net.sizes)
        or any(phrase in lowered for phrase in net.phrases)
    )


class _Net:
    def __init__(self, words: tuple[str, ...]) -> None:
        self.stems = frozenset(word[:-1] for word in words if word.endswith("*"))
        self.sizes = sorted({len(stem) for stem in self.stems})
        self.whole = frozenset(word for word in words if not word.endswith("*") and " " not in word)
        self.phrases = tuple(word for word in words if " " in word)


@lru_cache(maxsize=4)
def _net(words: tuple[str, ...]) -> _Net:
    return _Net(words)


def _of(community: _Words) -> Iterator[str]:
    for word in community.word:
        if word.get("target") == "people":
            for language in sorted(key for key, value in word.items() if isinstance(value, list)):
                for spelling in word[language]:
                    yield from _stems(spelling, language, str(word.get("kind")))
    for name in community.name:
        if name.get("target") == "centre" and not name.get("supported"):
            yield from (_plain(form) for form in (*name.get("forms", ()), *name.get("inflected", ())))


def _stems(spelling: str, language: str, kind: str) -> Iterator[str]:
    """Yield what all forms of a word begin with, or the forms of one too short for that; a bar shows where they part."""
    stem, bar, _ = spelling.partition("|")
    word = _plain(stem)
    if not bar and language in {"ru", "kk"}:
        if word.endswith("ец"):  # немец, немцы; понтиец, понтийцы
            yield f"{word[:-2]}{'й' if word[-3] in _VOWELS else ''}ц*"
        elif word.endswith("ка") and word[-3] not in _VOWELS:  # полька, полек; немка, немок
            yield f"{word[:-2].rstrip('ь')}{'ек' if word[-3] in 'ьчшж' else 'ок'}"
        if re.search(r"(?:ий|ый|ой|ая|ое)$", word):
            word = word[:-2]
        elif re.search(r"[аяьой]$", word):
            word = word[:-1]
    if language == "en" and len(word) <= _SHORT_IN_ENGLISH:  # a pole is no polemic
        yield from (word, f"{word}s")
    elif language == "pl" and not bar:  # as it stands: `Fina` begins `final`
        yield word
    elif len(word) < _SHORTEST_STEM:
        yield from (word, *(word + ending for ending in _ENDINGS.get(language, "").split()))
    else:
        yield f"{word}*"
        if language == "pl":
            if word.endswith("k"):  # polski, polscy
                yield f"{word[:-1]}c*"
            if kind == "adjective":
                yield from (f"{prefix}{word}*" for prefix in _POLISH_PREFIXES)
                yield from (f"{prefix}{word[:-1]}c*" for prefix in _POLISH_PREFIXES)


def _plain(text: str) -> str:
    """Lower case, and without the accents of Greek, which move from one form of a word to the next."""
    lowered = text.lower()
    if not _GREEK.search(lowered):
        return lowered
    bare = (letter for letter in normalize("NFD", lowered) if letter != "\N{COMBINING ACUTE ACCENT}")
    return normalize("NFC", "".join(bare))
