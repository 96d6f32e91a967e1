"""The nine communities as `config/diasporas/<slug>.toml` describes them: names, words, people, centres, facts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, StringConstraints, model_validator

from crawlers.catalogue.configuration import ConfigurationError, Strict, read_toml
from crawlers.catalogue.sources import Dated, Slug

Target = Literal["homeland", "people", "centre", "institution", "office_holder", "city"]
"""What a mention names. A `city` is never a mention: it only supports a doubtful word beside it."""

Language = Literal["en", "ru", "kk", "de", "pl", "el", "hu", "ro", "bg", "lt", "et", "fi"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
"""The languages that have a lexicon: English, the two of Kazakhstan and the nine of the homelands."""

Kind = Literal["country", "people", "adjective", "prefix", "adverb", "name"]
"""How a word is inflected: a state, a noun for persons, an adjective, the first half of a compound
(`немецко-`), a word that does not change, or a proper name in any language."""

Text = Annotated[str, StringConstraints(min_length=1)]


class Names(Strict):
    """One name in each language of publication and in the community's own."""

    en: Text
    ru: Text
    kk: Text
    de: Text
    pl: Text
    el: Text | None = None
    hu: Text | None = None
    ro: Text | None = None
    bg: Text | None = None
    lt: Text | None = None
    et: Text | None = None
    fi: Text | None = None

    def in_language(self, language: str) -> str:
        """The name in `language` (ISO 639-1), or in English where it is not given."""
        return getattr(self, language, None) or self.en


class NameTable(Strict):
    """`[names.community]` and `[names.country]`."""

    community: Names
    country: Names


class Spellings(Strict):
    """Words by language, each written as a dictionary prints it.

    A bar marks where a Polish, Greek, Romanian, Bulgarian, Lithuanian or Finnish word changes: `polsk|i`.
    """

    en: tuple[Text, ...] = ()
    ru: tuple[Text, ...] = ()
    kk: tuple[Text, ...] = ()
    de: tuple[Text, ...] = ()
    pl: tuple[Text, ...] = ()
    el: tuple[Text, ...] = ()
    hu: tuple[Text, ...] = ()
    ro: tuple[Text, ...] = ()
    bg: tuple[Text, ...] = ()
    lt: tuple[Text, ...] = ()
    et: tuple[Text, ...] = ()
    fi: tuple[Text, ...] = ()

    def by_language(self) -> Iterator[tuple[Language, str]]:
        """Each spelling with its language."""
        for language in LANGUAGES:
            for text in getattr(self, language):
                yield language, text


class Word(Spellings):
    """Words of one meaning: `[[word]]`."""

    target: Target
    kind: Kind
    guard: Literal["", "two_lives", "homonym", "city", "magnet"] = ""
    """`two_lives`: also an ordinary thing (болгарка), counts only where the sentence supports the person.
    `homonym`: rarely the thing (литовка, a scythe), counts unless the sentence speaks of it.
    `magnet`: also the end of an axis (Pole). `city`: see Target."""
    switch: Literal["", "moldova", "finno_ugric"] = ""
    """Counts only where `[mentions]` of study.toml turns this switch on."""
    source: Text
    """Where the words come from."""


class Name(Dated):
    """A proper name with every spelling written out, case forms included: `[[name]]`."""

    target: Literal["centre", "institution", "people", "homeland"]
    forms: tuple[Text, ...] = Field(min_length=1)
    """Compared letter by letter; a form that begins with a capital needs one in the text."""
    inflected: tuple[Text, ...] = ()
    """Russian names of regular words, whose case forms the dictionary makes: `Немецкий дом`."""
    supported: bool = False
    """True for ordinary words (Дакия, Возрождение): they need their community beside them, or to stand in quotation
    marks where the sentence speaks of a centre."""
    note: str = ""
    source: Text


class OfficeHolder(Dated):
    """Somebody who speaks for the homeland from one day to another: `[[office_holder]]`."""

    office: Text
    surnames: Spellings
    """Surnames in the nominative; Russian, Polish and Kazakh case forms are made from them."""
    given: tuple[Text, ...] = ()
    """Given names in every spelling, nominative."""
    alone: bool = False
    """True where the surname by itself can mean nobody else (Меркель); else it needs a given name or title."""
    source: Text


class Consumed(Spellings):
    """Longer names that contain a word of this lexicon and mean something else: `[[consumes]]`."""

    note: Text
    unless: Literal["", "moldova", "finno_ugric"] = ""
    """The switch of study.toml that makes it a mention after all."""
    but_before: tuple[Text, ...] = ()
    """Beginnings of words before which it is a mention, too: the Austro-Hungarian border is one of today."""
    source: Text


class Village(Strict):
    """A settlement of the community in Kazakhstan: support for doubtful words, no mention by itself."""

    forms: tuple[Text, ...]
    source: Text


class Census(Strict):
    """One census or estimate of the community's size in Kazakhstan."""

    year: int = Field(ge=1800, le=2100)
    people: int = Field(ge=0)
    source: Text
    note: str = ""


class Evidence(Dated):
    """A dated statement that speaks for or against one axis of the typology."""

    precision: Literal["day", "year"] = "day"
    """`year`: only the year is known; `since` is written as its first day, `until` as its last."""
    axis: Literal["formalisation", "experience"]
    kind: Text
    statement: Text
    direction: Literal["supports", "weakens"]
    weight: float = Field(default=1.0, gt=0)
    source: Text
    page: int | None = Field(default=None, ge=1)


class Diaspora(Strict):
    """All of one `config/diasporas/<slug>.toml`."""

    slug: Slug
    homeland: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    """ISO 3166-1 alpha-2."""
    own_language: Language
    names: NameTable
    words: tuple[Word, ...] = Field(default=(), alias="word")
    proper_names: tuple[Name, ...] = Field(default=(), alias="name")
    office_holders: tuple[OfficeHolder, ...] = Field(default=(), alias="office_holder")
    consumes: tuple[Consumed, ...] = ()
    villages: tuple[Village, ...] = Field(default=(), alias="village")
    census: tuple[Census, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _own_names(self) -> Self:
        for table, names in (("community", self.names.community), ("country", self.names.country)):
            if getattr(names, self.own_language) is None:
                raise ValueError(
                    f"names.{table} lacks {self.own_language}, the community's own language; add it"
                )
        return self


def load_diasporas(directory: Path) -> tuple[Diaspora, ...]:
    """Read every `diasporas/*.toml` in the configuration `directory`, in the order of their slugs.

    Raises ConfigurationError, with all mistakes of all files in one message.
    """
    folder = directory / "diasporas"
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise ConfigurationError(f"{folder}: holds no diaspora. Name the right directory with --config DIR.")
    diasporas, complaints = [], []
    for path in paths:
        try:
            diaspora = read_toml(path, Diaspora)
        except ConfigurationError as error:
            complaints.append(str(error))
            continue
        if diaspora.slug != path.stem:
            complaints.append(
                f"{path}: slug is {diaspora.slug!r}; name the file {diaspora.slug}.toml or correct it."
            )
        diasporas.append(diaspora)
    for homeland in {d.homeland for d in diasporas if sum(o.homeland == d.homeland for o in diasporas) > 1}:
        complaints.append(f"{folder}: two diasporas claim the homeland {homeland}; each needs its own.")
    if complaints:
        raise ConfigurationError("\n".join(complaints))
    return tuple(diasporas)
