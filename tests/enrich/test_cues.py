"""Cue words: which forms a spelling takes, where they are found, and that no text breaks or slows the finder."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.enrich.relevance.keywords import CueFinder, Sentences
from analysis.enrich.relevance.rules import LEVELS, load_rules

RULES = load_rules(Path(__file__).parents[2] / "config")

CASES = [
    ("ru", "этнокультурный центр", "Этнокультурных центров стало больше", "Этнокультурных центров"),
    ("ru", "посол", "Послы прибыли", "Послы"),
    ("ru", "посол", "После обеда", None),
    ("ru", "хор", "хороший вечер", None),
    ("ru", "Дом дружбы", "в Доме\u00a0дружбы", "Доме\u00a0дружбы"),
    ("ru", "Дом дружбы", "в доме. Дружбы нет", None),
    ("ru", "бизнес-форум", "на бизнес-форуме", "бизнес-форуме"),
    ("en", "ethno-cultural", "an ethno-cultural centre", "ethno-cultural"),
    ("en", "beginners' group", "a beginners' group met", "beginners' group"),
    ("kk", "көрме", "көрмесінде", "көрмесінде"),
    ("kk", "көрме", "көрмеген", None),
    ("kk", "мектеп", "мектебінде", "мектебінде"),
    ("kk", "=би", "би мен биыл", "би"),
    ("en", "community", "two communities", "communities"),
    ("en", "dance", "dancers", None),
    ("en", "deport*", "deported people", "deported"),
    ("de", "*chor", "der Kinderchor sang", "Kinderchor"),
    ("de", "*chor", "choreografisch", None),
    ("de", "Chor", "Chöre und Chor", "Chor"),
    ("pl", "Poloni|a", "dla Polonii", "Polonii"),
    ("pl", "piosenk*", "Piosenki", "Piosenki"),
]


@pytest.mark.parametrize(("language", "cue", "text", "found"), CASES)
def test_forms(language: str, cue: str, text: str, found: str | None) -> None:
    hits = CueFinder(language, [[cue]]).find(text)
    assert [text[hit.start : hit.end] for hit in hits] == ([found] if found else [])


def test_one_word_may_be_a_cue_of_several_groups() -> None:
    hits = CueFinder("en", [["choir"], ["mixed choir", "choir"]]).find("A mixed choir sang.")
    assert sorted((hit.group, hit.cue) for hit in hits) == [(0, "choir"), (1, "choir"), (1, "mixed choir")]


def test_sentences_end_where_a_reader_ends_them() -> None:
    text = "Title\nFirst one. Second one! Third «one.» Fourth"
    sentences = Sentences(text)
    assert [sentences.number(text.index(word)) for word in ("Title", "First", "Second", "Third", "Fourth")] == [
        0, 1, 2, 3, 4,
    ]  # fmt: skip


GROUPS = [
    *((f"[[cue]] {cue.name}", cue) for cue in RULES.relevance.cues),
    *((f"{one.slug} {level}", one.of(level)) for one in RULES.topics.topics for level in LEVELS),
]


def _as_written(cue: str) -> tuple[str, str]:
    word = cue.strip("*=").replace("* ", " ").replace("|", "")
    return word, word[0].upper() + word[1:]


def test_every_word_of_every_list_is_found_as_it_is_written_and_at_the_beginning_of_a_sentence() -> None:
    """Undeclined names (Алматы), words of two paradigms (гол) and with ё, feminine ones behind a bar (part|ia)."""
    unfound = [
        (name, language, word)
        for name, group in GROUPS
        for language, cue in group.by_language()
        for word in _as_written(cue)
        if not CueFinder(language, [[cue]]).find(f"– {word} .")
    ]
    assert unfound == []


@pytest.mark.parametrize(
    "text",
    ["из Алматы", "в Актобе", "Кокшетау и Темиртау", "Тараз", "под Шымкентом", "Актау", "АТЫРАУ", "партнёрства", "репрессированных"],
)  # fmt: skip
def test_names_without_cases_and_words_of_more_than_one_paradigm(text: str) -> None:
    cues = [cue.ru for cue in RULES.relevance.cues]
    assert CueFinder("ru", cues).find(text)


@pytest.fixture(scope="module")
def finder() -> CueFinder:
    return CueFinder("de", [cue.de for cue in RULES.relevance.cues])


@settings(max_examples=200)
@given(st.text(alphabet="aAäßİ\u00ad choltanzKultur.!\n\u0301ёЁ", max_size=200))
def test_hits_lie_in_their_text(finder: CueFinder, text: str) -> None:
    for hit in finder.find(text):
        assert 0 <= hit.start < hit.end <= len(text)
        assert text[hit.start : hit.end].strip() == text[hit.start : hit.end]


@pytest.mark.timeout(20)
def test_long_texts_take_time_in_proportion(finder: CueFinder) -> None:
    assert len(finder.find("Kultur" * 200_000)) <= 1
    assert len(finder.find("Haus der " * 100_000)) == 0
    assert finder.find("") == []
