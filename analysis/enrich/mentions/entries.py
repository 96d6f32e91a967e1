"""What the lexicon knows of a word form: entries for single words, phrases for names of several."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


def folded(word: str) -> str:
    """A word as lexicons know it."""
    return word.lower().replace("ё", "е")


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a word form."""

    diaspora: str
    homeland: str
    target: str
    kind: str
    lemma: str
    language: str
    case: str = "any"
    """`any`; `capital`: the text must begin it with one; `upper`: all capitals."""
    guard: str = ""
    """See `crawlers.catalogue.communities.Word.guard`."""
    supported: bool = False
    """See `crawlers.catalogue.communities.Name.supported`."""
    given: tuple[str, ...] = ()
    """Given names, lower case, one of which must stand before the surname of an office holder."""
    since: date | None = None
    until: date | None = None
    key: str = field(init=False)
    """The lemma in lower case."""
    rule: str = field(init=False)
    """How a mention by this entry is explained."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", self.lemma.lower())
        object.__setattr__(self, "rule", f"{self.language} {self.kind} {self.lemma}")

    def fits(self, word: str) -> bool:
        """Whether the text's capitals are as this entry needs them."""
        if self.case == "any":
            return True
        return word.isupper() if self.case == "upper" else word[0].isupper()

    def valid(self, day: date | None) -> bool:
        """Whether the entry held on `day`; an undated text is given the benefit of the doubt."""
        return day is None or (self.since or date.min) <= day <= (self.until or date.max)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a phrase: the forms it may take, or what it must begin with."""

    forms: frozenset[str]
    prefix: str = ""
    capital: bool = False

    def fits(self, key: str, capital: bool) -> bool:
        """Whether a word of the text can be this token: its `folded` form, and whether it begins with a capital."""
        if self.capital and not capital:
            return False
        return key.startswith(self.prefix) if self.prefix else key in self.forms

    @property
    def beginnings(self) -> frozenset[str]:
        """Strings, one of which begins every word that fits."""
        return frozenset({self.prefix}) if self.prefix else self.forms


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name of one or more words, found by its rarest word; without an entry it only consumes."""

    tokens: tuple[Token, ...]
    anchor: int
    entry: Entry | None
    text: str
    diaspora: str
    but_before: tuple[str, ...] = ()
    """See `crawlers.catalogue.communities.Consumed.but_before`."""
