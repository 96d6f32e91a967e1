"""Lists of ordinary words beside a doubtful one, by language: `context_words/<language>.toml`."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import Field

from crawlers.configuration import Strict


class Context(Strict):
    """Ordinary words that tell what a doubtful word means. A star stands for any ending."""

    persons: tuple[str, ...] = ()
    """Beside a word with two lives: it is a person."""
    things: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Beside a word with two lives, by that word: it is a tool, a dance, a plum."""
    named_things: tuple[str, ...] = ()
    """Beside a state in quotation marks: it is a ship, an inn or the like by that name."""
    centres: tuple[str, ...] = ()
    """Beside an ordinary word that is also a centre's name: it is the centre."""
    organisations: tuple[str, ...] = ()
    """Beside a people's name that begins with a capital: it is part of an organisation's name."""
    given_names: tuple[str, ...] = ()
    """Given names, where no dictionary of the language has them."""
    titles: tuple[str, ...] = ()
    """Words that stand before a person's name."""
    addresses: tuple[str, ...] = ()
    """Words of address that follow a given name: аға, апа."""
    institutions: tuple[str, ...] = ()
    """Nouns that follow a nationality and begin with a capital: German Embassy."""
    surnames: tuple[str, ...] = ()
    """Endings and whole words by which a surname is known."""
    axes: tuple[str, ...] = ()
    """Beside Pole: it is the end of an axis, or a stick."""
    polishes: tuple[str, ...] = ()
    """Before Polish: it is a paste."""
    deeds: tuple[str, ...] = ()
    """After Pole or Finn at the beginning of a headline: a person does that."""
    verbs: tuple[str, ...] = ()
    """After a surname: its bearer does something."""

    def has(self, kind: str, word: str) -> bool:
        """Whether `word` is in the list `kind`."""
        return _listed(getattr(self, kind)).any_of((word.lower(),))

    def has_any(self, kind: str, words: Collection[str]) -> bool:
        """Whether one of `words` is in the list `kind`."""
        return _listed(getattr(self, kind)).any_of(words)

    def speaks_of_persons(self, words: Collection[str]) -> bool:
        """Whether lower-case `words` of a sentence hold one for a person."""
        return self.has_any("persons", words)

    def speaks_of_things(self, lemma: str, words: Collection[str]) -> bool:
        """Whether lower-case `words` of a sentence hold one for the tool, the dance that `lemma` also is."""
        return _listed(self.things.get(lemma.lower(), ())).any_of(words)

    def speaks_of_centres(self, words: Collection[str]) -> bool:
        """Whether lower-case `words` of a sentence hold one for a centre or an ensemble."""
        return self.has_any("centres", words)


class _Listed:
    """One list, ready to be asked: whole words are looked up, only those with a star need an expression."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.whole = frozenset(word for word in words if "*" not in word)
        starred = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words if "*" in word)
        self.starred = re.compile(starred) if starred else None

    def any_of(self, words: Collection[str]) -> bool:
        """Whether one of `words` (lower case) is in the list."""
        starred = self.starred
        return not self.whole.isdisjoint(words) or bool(
            starred and any(starred.fullmatch(word) for word in words)
        )


@cache
def _listed(words: tuple[str, ...]) -> _Listed:
    return _Listed(words)


@cache
def context(language: str) -> Context:
    """The lists of `language`; empty ones where the project has none."""
    import tomllib

    file = files("analysis.enrich.mentions") / "context_words" / f"{language}.toml"
    if not file.is_file():
        return Context()
    lists = tomllib.loads(file.read_text(encoding="utf-8"))
    return Context(**{kind: _split(words) for kind, words in lists.items()})


def _split(words: list[str] | dict[str, list[str]]) -> Any:
    if isinstance(words, dict):
        return {key: _split(some) for key, some in words.items()}
    return tuple(" ".join(words).split())
