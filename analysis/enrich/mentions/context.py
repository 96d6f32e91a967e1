"""Lists of ordinary words beside a doubtful one, by language: `context_words/<language>.toml`.

Given names cross borders: languages in Latin letters share `context_words/given_names.toml`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import Field

from crawlers.catalogue.configuration import Strict

_LATIN = frozenset({"en", "de", "pl", "hu"})


class Words:
    """A list whose words may have a star at either end for any letters, made ready for quick looks."""

    def __init__(self, words: Iterable[str]) -> None:
        words = tuple(words)
        self._whole = frozenset(word for word in words if "*" not in word)
        self._beginnings = tuple(word[:-1] for word in words if word.endswith("*"))
        self._endings = tuple(word[1:] for word in words if word.startswith("*"))

    def __contains__(self, word: str) -> bool:
        return word in self._whole or word.startswith(self._beginnings) or word.endswith(self._endings)

    def __bool__(self) -> bool:
        return bool(self._whole or self._beginnings or self._endings)

    @property
    def pattern(self) -> str:
        """The list as a part of a regular expression."""
        words = [*sorted(self._whole), *(beginning + r"\w*" for beginning in self._beginnings)]
        return f"(?:{'|'.join(words)})"

    def hold_one_of(self, words: Collection[str]) -> bool:
        """Whether one of `words` is in the list."""
        if not self._whole.isdisjoint(words):
            return True
        return bool(self._beginnings or self._endings) and any(word in self for word in words)


_NONE = Words(())


class Context(Strict, arbitrary_types_allowed=True):
    """Ordinary words that tell what a doubtful word means. A star stands for any ending."""

    persons: Words = _NONE
    """Beside a word with two lives: it is a person."""
    things: dict[str, Words] = Field(default_factory=dict)
    """Beside a word with two lives, by that word: it is a tool, a dance, a plum."""
    named_things: Words = _NONE
    """Beside a state in quotation marks: it is a ship, an inn or the like by that name."""
    streets: Words = _NONE
    """Beside an adjective with a capital: it is a street or a station."""
    ships: Words = _NONE
    """Directly before a state: it is a ship by that name."""
    kinds: Words = _NONE
    """Beside what is German or Greek: a breed, a dish, an exercise, called so wherever it is."""
    dishes: Words = _NONE
    """Before `po grecku`: it is cooked the Greek way, not said in Greek."""
    crowns: Words = _NONE
    """Before a state: the realm of a king or a duke, as none of the nine has had for a lifetime."""
    of: Words = _NONE
    """What may stand between a crown and its state."""
    american_states: Words = _NONE
    """After a state and a comma: a town of that name in America."""
    centres: Words = _NONE
    """Beside an ordinary word that is also a centre's name: it is the centre."""
    organisations: Words = _NONE
    """Beside a people's name that begins with a capital: it is part of an organisation's name."""
    given_names: Words = _NONE
    """Given names, where no dictionary of the language has them."""
    offices: Words = _NONE
    """Before a surname: it is the head of a state or government, or an ambassador."""
    goods: Words = _NONE
    """Beside an ordinary word that is also a centre's name: it is a brand."""
    settlements: Words = _NONE
    """Before the plural of a people with a capital: a village called so."""
    peoples: Words = _NONE
    """Joined to a doubtful word by `and`: it is a person of a people, too."""
    titles: Words = _NONE
    """Words that stand before a person's name."""
    addresses: Words = _NONE
    """Words of address that follow a given name: аға, апа."""
    institutions: Words = _NONE
    """Nouns that follow a nationality and begin with a capital: German Embassy."""
    surnames: Words = _NONE
    """Endings and whole words by which a surname is known."""
    axes: Words = _NONE
    """Beside Pole: it is the end of an axis, or a stick."""
    sticks: Words = _NONE
    """The same, even where they are farther off in the sentence."""
    to_the_pole: Words = _NONE
    """Before `the Pole`: it is the earth's."""
    pole_takers: Words = _NONE
    """Directly before Pole: it is the first place on a grid."""
    polar: Words = _NONE
    """In the sentence of the Pole, the Poles: they are the earth's."""
    polishes: Words = _NONE
    """Before Polish: it is a paste."""
    deeds: Words = _NONE
    """After a doubtful word: a person does that."""
    descent: Words = _NONE
    """After `по`: by what one is of a people."""
    kin: Words = _NONE
    """Before the genitive of a doubtful word: it is a person."""
    tongues: Words = _NONE
    """In the sentence of German, which no noun follows: it is the language."""
    agents: Words = _NONE
    """Before `to Polish` in a headline: it is going to do so."""
    bearers: Words = _NONE
    """In the sentence of German, which no noun follows: it is somebody's name."""
    verbs: Words = _NONE
    """After a name: its bearer does something, as no adjective's noun could."""
    past: Words = _NONE
    """Irregular verbs after a name and a surname; the regular ones end in -ed."""

    def has(self, kind: str, word: str) -> bool:
        """Whether `word` is in the list `kind`."""
        words: Words = getattr(self, kind)
        return word.lower() in words

    def has_any(self, kind: str, words: Collection[str]) -> bool:
        """Whether one of the lower-case `words` is in the list `kind`."""
        known: Words = getattr(self, kind)
        return known.hold_one_of(words)

    def speaks_of_persons(self, words: Collection[str]) -> bool:
        """Whether lower-case `words` of a sentence hold one for a person."""
        return self.has_any("persons", words)

    def speaks_of_things(self, lemma: str, words: Collection[str]) -> bool:
        """Whether lower-case `words` of a sentence hold one for the tool, the dance that `lemma` also is."""
        return self.things.get(lemma.lower(), _NONE).hold_one_of(words)

    def speaks_of_centres(self, words: Collection[str]) -> bool:
        """Whether lower-case `words` of a sentence hold one for a centre or an ensemble."""
        return self.has_any("centres", words)


LISTS = tuple(sorted(set(Context.model_fields) - {"things"}))
"""Names of the lists."""


@cache
def context(language: str) -> Context:
    """The lists of `language`; empty ones where the project has none."""
    import tomllib

    folder = files("analysis.enrich.mentions") / "context_words"
    names = (language, "given_names") if language in _LATIN else (language,)
    lists: dict[str, Any] = {}
    for file in (folder / f"{name}.toml" for name in names):
        if file.is_file():
            for kind, words in tomllib.loads(file.read_text(encoding="utf-8")).items():
                lists[kind] = lists[kind] + words if kind in lists else words
    return Context(**{kind: _split(words) for kind, words in lists.items()})


def _split(words: list[str] | dict[str, list[str]]) -> Any:
    if isinstance(words, dict):
        return {key: _split(some) for key, some in words.items()}
    return Words(" ".join(words).split())
