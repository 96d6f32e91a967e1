"""Lists of ordinary words beside a doubtful one, by language: `context_words/<language>.toml`.

Given names cross borders: languages in Latin letters share `context_words/given_names.toml`. A star at either end
of a word stands for any letters.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, reduce
from importlib.resources import files
from operator import or_

from analysis.enrich.mentions.remembered import Remembered

_LATIN = frozenset({"en", "de", "pl", "hu"})
WORD = re.compile(r"[^\W\d_]+")

MEANINGS = {
    "persons": "Beside a word with two lives: it is a person",
    "named_things": "Beside a state in quotation marks: it is a ship, an inn or the like by that name",
    "streets": "Beside an adjective with a capital: it is a street or a station",
    "ships": "Directly before a state: it is a ship by that name",
    "kinds": "Beside what is German or Greek: a breed, a dish, an exercise, called so wherever it is",
    "dishes": "Before `po grecku`: it is cooked the Greek way, not said in Greek",
    "crowns": "Before a state: the realm of a king or a duke, as none of the nine has had for a lifetime",
    "of": "What may stand between a crown and its state",
    "american_states": "After a state and a comma: a town of that name in America",
    "centres": "Beside an ordinary word that is also a centre's name: it is the centre",
    "organisations": "Beside a people's name that begins with a capital: it is part of an organisation's name",
    "given_names": "Given names, where no dictionary of the language has them",
    "offices": "Before a surname: it is the head of a state or government, or an ambassador",
    "goods": "Beside an ordinary word that is also a centre's name: it is a brand",
    "settlements": "Before the plural of a people with a capital: a village called so",
    "peoples": "Joined to a doubtful word by `and`: it is a person of a people, too",
    "titles": "Words that stand before a person's name",
    "addresses": "Words of address that follow a given name: аға, апа",
    "institutions": "Nouns that follow a nationality and begin with a capital: German Embassy",
    "surnames": "Endings and whole words by which a surname is known",
    "axes": "Beside Pole: it is the end of an axis, or a stick",
    "sticks": "The same, even where they are farther off in the sentence",
    "to_the_pole": "Before `the Pole`: it is the earth's",
    "pole_takers": "Directly before Pole: it is the first place on a grid",
    "polar": "In the sentence of the Pole, the Poles: they are the earth's",
    "polishes": "Before Polish: it is a paste",
    "deeds": "After a doubtful word: a person does that",
    "descent": "After `по`: by what one is of a people",
    "kin": "Before the genitive of a doubtful word: it is a person",
    "tongues": "In the sentence of German, which no noun follows: it is the language",
    "agents": "Before `to Polish` in a headline: it is going to do so",
    "bearers": "In the sentence of German, which no noun follows: it is somebody's name",
    "verbs": "After a name: its bearer does something, as no adjective's noun could",
    "past": "Irregular verbs after a name and a surname; the regular ones end in -ed",
    "things": "By a word with two lives: beside it, the word is a tool, a dance, a plum",
}
"""What the lists say of a doubtful word."""


class Context:
    """Which lists of a language hold a word. Those of `things` have names of their own: `things полька`.

    Several lists are one number, with a bit for each: they are looked up for every sentence that has a candidate.
    """

    def __init__(self, lists: dict[str, list[str]]) -> None:
        self._bits = {name: 1 << place for place, name in enumerate(lists)}
        self._whole: dict[str, int] = {}
        self._beginnings: list[tuple[int, tuple[str, ...]]] = []
        self._endings: list[tuple[int, tuple[str, ...]]] = []
        for name, lines in lists.items():
            bit, words = self._bits[name], " ".join(lines).split()
            self._beginnings.append((bit, tuple(word[:-1] for word in words if word.endswith("*"))))
            self._endings.append((bit, tuple(word[1:] for word in words if word.startswith("*"))))
            for word in words:  # one with a star is no word of any text
                self._whole[word] = self._whole.get(word, 0) | bit
        self.of_word = Remembered(self._of_word)
        """The lists that hold a word."""
        self._of_piece = Remembered(self._of_words)

    def has(self, name: str, word: str) -> bool:
        """Whether `word` is in the list `name`."""
        return self.of_word[word] & self._bits.get(name, 0) != 0

    def of_sentence(self, sentence: str) -> int:
        """The lists that hold one of its words; remembered by what stands between two spaces."""
        return reduce(or_, map(self._of_piece.__getitem__, sentence.lower().split()), 0)

    def are_among(self, name: str, lists: int) -> bool:
        """Whether the list `name` is among `lists`."""
        return lists & self._bits.get(name, 0) != 0

    def names(self, lists: int) -> list[str]:
        """What `lists` are called, without those of things."""
        return [name for name, bit in self._bits.items() if lists & bit and not name.startswith("things ")]

    def _of_word(self, word: str) -> int:
        word = word.lower()
        held = self._whole.get(word, 0)
        for bit, beginnings in self._beginnings:
            held |= bit * word.startswith(beginnings)
        for bit, endings in self._endings:
            held |= bit * word.endswith(endings)
        return held

    def _of_words(self, piece: str) -> int:
        return reduce(or_, map(self._of_word, WORD.findall(piece)), 0)


@cache
def context(language: str) -> Context:
    """The lists of `language`; none where the project has none."""
    folder = files("analysis.enrich.mentions") / "context_words"
    lists: dict[str, list[str]] = {}
    for name in (language, "given_names") if language in _LATIN else (language,):
        file = folder / f"{name}.toml"
        found = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
        for thing, words in found.pop("things", {}).items():
            lists[f"things {thing}"] = words
        for meaning, words in found.items():
            lists[meaning] = lists.get(meaning, []) + words
    return Context(lists)
