"""The sentences of `bank/<language>.txt`, as papers and centres of Kazakhstan write.

`# class topic` begins a story; `=` is a headline, `>` an opening that names the community, `-` a further sentence.
`[a|b]` is a choice and `{slot}` a word from words.toml. Every third sentence of a story is held out: the documents
of the held-out third are made of those alone, and nobody reads their scores while rules are tuned.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
LANGUAGES = ("en", "ru", "kk", "de")

_CHOICE = re.compile(r"\[([^\]]+)\]")
_SLOT = re.compile(r"\{(\w+?)(\d?)(_\w+)?\}")


@dataclass
class Story:
    """The sentences for one kind of news."""

    kind: str
    topic: str
    titles: list[str] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)
    details: list[str] = field(default_factory=list)


def part(sentences: list[str], *, held_out: bool) -> list[str]:
    """The sentences for rules to be tuned on, or those held out."""
    return [text for number, text in enumerate(sentences) if (number % 3 == 2) == held_out]


@cache
def stories(language: str) -> dict[tuple[str, str], Story]:
    """Every story of a language by class and topic; the topic is empty where the class has none."""
    found: dict[tuple[str, str], Story] = {}
    for line in (HERE / "bank" / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "#":
            kind, _, topic = rest.partition(" ")
            found[kind, topic] = story = Story(kind, topic)
        elif mark:
            {"=": story.titles, ">": story.leads, "-": story.details}[mark].append(rest)
    return found


@cache
def _words() -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))


@cache
def diasporas() -> tuple[str, ...]:
    """The nine communities, as words.toml lists them."""
    return tuple(_words()["diasporas"])


class Filling:
    """Fills the sentences of one document: one place, one person, one to three communities."""

    def __init__(self, language: str, concerned: list[str], chance: random.Random) -> None:
        self.words = _words()[language]
        self.chance = chance
        self.rows = [diasporas().index(diaspora) for diaspora in concerned]
        self.place = chance.randrange(len(self.words["place"]["city"]))
        self.person = chance.choice(self.words["person"]["person"])

    def __call__(self, sentence: str) -> str:
        """The sentence as printed."""
        chosen = _CHOICE.sub(lambda found: self.chance.choice(found[1].split("|")), sentence)
        filled = _SLOT.sub(lambda found: self._word(found[1], found[2], found[3] or ""), chosen)
        return filled[0].upper() + filled[1:]

    def _word(self, name: str, number: str, rest: str) -> str:
        if rest == "_cap":
            word = self._word(name, number, "")
            return word[0].upper() + word[1:]
        if name == "person":
            return self.person
        if name == "city":
            return self.words["place"][name + rest][self.place]
        return self.words["diaspora"][name + rest][self.rows[int(number or 1) - 1]]


def words_for(language: str, diaspora: str) -> list[str]:
    """What names a community or its homeland in the sentences of a language, in lower case."""
    row = diasporas().index(diaspora)
    forms = _words()[language]["diaspora"]
    return [forms[name][row].lower() for name in forms if name.startswith(("adj", "people", "land"))]
