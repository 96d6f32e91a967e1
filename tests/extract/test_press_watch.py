"""The press watch: portals write on everything, and what names no community is counted and not kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.enrich.mentions.gazetteer import inflect
from crawlers.catalogue.communities import load_diasporas
from crawlers.catalogue.prefilter import names_a_community, watchwords
from crawlers.catalogue.sources import Catalogue
from tests.extract.place import Place, page, paper

CONFIG = Path(__file__).parents[2] / "config"
WORDS = watchwords(CONFIG / "diasporas")


@pytest.mark.parametrize(
    "text",
    [
        "Немцев Казахстана поздравили с праздником",
        "Польки и поляки Астаны",
        "Қазақстандағы гректер мерекесі",
        "эстонцы села Петровка",
        "The Bulgarian centre Zlata turned twenty",
        "Румынский вечер в Караганде",
        "Centrum polskie w Ałmaty: Polacy śpiewają",
        "литовец из Караганды",
        "неміс мәдени орталығы",
        "Греко-казахстанский ансамбль",
        "Венгрлер ассоциациясы",
    ],
)
def test_a_community_is_named(text: str) -> None:
    assert names_a_community(text, WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "В Костанае открыли школу на 300 мест",
        "Погода в Астане: на поле выпал снег",
        "Астанада жаңа мектеп ашылды",
        "The minister spoke about finance and fine arts",
        "Президент посетил Берлин",
        "",
    ],
)
def test_no_community_is_named(text: str) -> None:
    assert not names_a_community(text, WORDS)


FORMS = {
    (language, form)
    for community in load_diasporas(CONFIG)
    for word in community.words
    if word.target == "people"
    for language, spelling in word.by_language()
    for form in (
        [spelling.replace("|", "")]
        if language in {"kk", "hu", "fi", "et"} or len(spelling.partition("|")[0]) < 4
        else inflect(spelling, word.kind, language)
    )
} | {("any", form) for community in load_diasporas(CONFIG) for name in community.proper_names
     if name.target == "centre" and not name.supported for form in (*name.forms, *name.inflected)}  # fmt: skip


@pytest.mark.parametrize("language", sorted({language for language, _ in FORMS}))
def test_every_form_of_every_word_of_every_community_is_caught(language: str) -> None:
    """Whatever the measuring would find of people and centres may not be lost before it."""
    lost = [
        form for of, form in sorted(FORMS) if of == language and not names_a_community(f"а {form} б", WORDS)
    ]
    assert lost == []


@pytest.mark.parametrize(
    "word",
    "финал финансы финиш политика полный поле полиция немного немолодой грелка estimate estate final finance polemic "
    "policy polar греча румяный".split(),
)  # fmt: skip
def test_words_that_begin_alike_are_not_caught(word: str) -> None:
    assert not names_a_community(f"а {word} б", WORDS)


def test_only_what_names_a_community_becomes_a_document(tmp_path: Path) -> None:
    catalogue = Catalogue(
        newspapers=(paper(watch=True), paper("press", url="https://press.example")),
        centres=(),
        watchwords=WORDS,
    )
    place = Place(tmp_path, catalogue)
    school, greeks = "В Костанае открыли школу. " * 9, "Греки Павлодара отметили праздник. " * 9
    place.crawl({
        "https://paper.example/school": page("Школа", school),
        "https://paper.example/greeks": page("Праздник", greeks),
        "https://paper.example/title": page("Немцы Казахстана", school, day="2026-05-02"),
    })  # fmt: skip
    place.crawl({"https://press.example/school": page("Школа", school)}, "press")
    place.load()
    kept = "SELECT source_id, url FROM documents ORDER BY url"
    assert place.ask(kept) == [
        ("paper", "https://paper.example/greeks"),
        ("paper", "https://paper.example/title"),
        ("press", "https://press.example/school"),
    ]
    assert place.ask("SELECT source_id, published_day::VARCHAR FROM passed_over") == [("paper", "2026-05-03")]
    assert place.ask("SELECT source_id, kind FROM sources ORDER BY 1") == [
        ("paper", "portal"),
        ("press", "newspaper"),
    ]
    assert place.ask("SELECT outcome, count(*) FROM captures GROUP BY 1 ORDER BY 1") == [
        ("document", 3),
        ("names no community", 1),
    ]
    place.load(redo=True)
    assert place.ask("SELECT count(*) FROM passed_over") == [(1,)]
