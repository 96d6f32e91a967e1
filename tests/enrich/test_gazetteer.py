"""Every word and name of `config/diasporas` is found in each form it is given in, and whole kinds of spelling are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.enrich.language import identify
from analysis.enrich.mentions import Matcher
from analysis.enrich.mentions.gazetteer import Gazetteer
from analysis.enrich.mentions.view import WORD
from crawlers.catalogue.communities import LANGUAGES, load_diasporas
from crawlers.catalogue.study import MentionSwitches

DIASPORAS = load_diasporas(Path(__file__).parents[2] / "config")
MATCHER = Matcher(DIASPORAS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_known_as_it_is_written(language: str) -> None:
    gazetteer = Gazetteer(language, DIASPORAS, MentionSwitches(moldova=True, finno_ugric=True))
    unknown = []
    for diaspora in DIASPORAS:
        for word in diaspora.words:
            for spelling in getattr(word, language):
                known = [gazetteer.look_up(part) for part in WORD.findall(spelling.replace("|", ""))]
                if diaspora.slug not in {one.diaspora for pair in known for ones in pair for one in ones}:
                    unknown.append((diaspora.slug, spelling))
        for name in diaspora.proper_names:
            for form in name.forms:
                known = {one.diaspora for part in WORD.findall(form) for one in gazetteer.look_up(part)[1]}
                if diaspora.slug not in known:
                    unknown.append((diaspora.slug, form))
    assert unknown == []


def found(text: str) -> list[tuple[str, str]]:
    return [(one.surface, one.target) for one in MATCHER.find(text, identify(text).language)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Suomi avasi konsulaatin.", [("Suomi", "homeland")]),
        ("Suomen suurlähettiläs saapui Astanaan.", [("Suomen", "homeland")]),
        ("Presedintele Romaniei a vizitat o biserica romaneasca.", [("Romaniei", "homeland"), ("romaneasca", "people")]),
        ("Cărţile nemţilor au fost vândute.", [("nemţilor", "people")]),
        ("Un neam harnic trăiește aici.", []),
        ("Un roman istoric a apărut la editură.", []),
        ("Хор пoляков и нeмцeв пел.", [("пoляков", "people"), ("нeмцeв", "people")]),
        ("Litwin Tomasz wygrał konkurs.", []),
        ("Cały dzień udawał Greka.", []),
        ("Greek Week begins on Monday.", []),
        ("Az észterek illatos vegyületek.", []),
        ("Az észtek északon élnek.", [("észtek", "people")]),
        ("Restauracja Fine Dining zaprasza.", []),
        ("В селе Польском открыли школу.", []),
        ("Герман Титов — космонавт.", []),
    ],
)  # fmt: skip
def test_spellings_and_words_that_only_look_alike(text: str, mentions: list[tuple[str, str]]) -> None:
    assert found(text) == mentions


@pytest.mark.parametrize("name", ["Suomi", "Wiez", "Zlata", "Filia", "Dacia", "Lituanica", "Elpida"])
@pytest.mark.parametrize(
    "text", ["The association {} held a concert.", "A concert by the {} society of Karaganda."]
)
def test_a_centre_is_known_by_the_word_beside_its_name(name: str, text: str) -> None:
    assert found(text.format(name)) == [(name, "centre")]


def test_a_name_beside_no_such_word_is_none() -> None:
    assert found("The Dacia broke down near Almaty.") == []
    assert found("Zlata and Sofia sang.") == []


def test_a_peoples_name_inside_a_centres_name_is_part_of_it() -> None:
    """The longest name wins: the centre is named, its people is not counted a second time."""
    assert found("Das Ungarische Kulturzentrum feierte.") == [("Ungarische Kulturzentrum", "centre")]
    assert found("Союз поляков Казахстана собрался.") == [("Союз поляков Казахстана", "centre")]
