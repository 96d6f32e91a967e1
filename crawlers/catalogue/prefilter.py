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

from pydantic import BaseModel, ConfigDict, Field

from crawlers.catalogue.configuration import read_toml

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_SHORTEST_STEM = 4
"""Letters; a shorter word has to stand as it is."""


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
    lowered = text.lower()
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
                    yield from _stems(spelling, language)
    for name in community.name:
        if name.get("target") == "centre" and not name.get("supported"):
            yield from (form.lower() for form in (*name.get("forms", ()), *name.get("inflected", ())))


def _stems(spelling: str, language: str) -> Iterator[str]:
    """Yield what all forms of a word begin with; a bar in it shows where they part."""
    word = spelling.partition("|")[0].lower()
    if "|" not in spelling and language in {"ru", "kk"}:
        if word.endswith("ец"):  # немец, немцы
            yield f"{word[:-2]}ц*"
        elif re.search(r"(?:ий|ый|ой|ая|ое)$", word):
            word = word[:-2]
        elif re.search(r"[аяьой]$", word):
            word = word[:-1]
    yield f"{word}*" if len(word) >= _SHORTEST_STEM else word
