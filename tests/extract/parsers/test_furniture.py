"""Lines that stand among those of an article and are not of it."""

from __future__ import annotations

import pytest

from crawlers.extract.text.boilerplate import is_byline, is_credit, kind_of


@pytest.mark.parametrize(
    "line",
    [
        "Share this:",
        "Teilen mit:",
        "Поделиться в социальных сетях",
        "Read also: The choir of Temirtau sings in Dresden",
        "Читайте также: Хор из Темиртау поёт в Дрездене",
        "Lesen Sie auch: Ein Chor singt",
        "Most read in Football",
        "Самое читаемое",
        "3 min read",
        "- 3 Minuten Lesezeit",
        "Время чтения: 4 мин",
        "4 минуты чтения",
        "1994 просмотра",
        "Қаралды: 1994",
        "The post A Choir Sings appeared first on The Paper.",
        "Текст и фото: Имя Фамилия",
        "- Von: Vorname NACHNAME, Vorname NACHNAME",
        "By Firstname Lastname",
        "Redaktion: Vorname Nachname",
        "We use cookies, please accept them",
    ],
)
def test_what_is_the_site_s(line: str) -> None:
    assert kind_of(line)


@pytest.mark.parametrize(
    "line",
    [
        "Читайте",
        "Share of exports to Poland rose to a third.",
        "The read also of a poem was a success.",
        "4 минуты до конца матча решили всё.",
        "Автор книги рассказал о ней читателям.",
        "Most of the Germans left.",
        "By the river stands a house.",
    ],
)
def test_what_is_the_article_s(line: str) -> None:
    assert not kind_of(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Фото: архив", True),
        ("Photo credit: somebody", True),
        ("© The Paper", True),
        ("На фото: ансамбль «Авги»", False),
    ],
)
def test_a_credit_of_a_picture(line: str, expected: bool) -> None:
    assert is_credit(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Anna Muster", True),
        ("Von Anna Muster und BERTA BEISPIEL", True),
        ("Anna Muster, Berta Beispiel", True),
        ("Anna Muster leitet den Chor.", False),
        ("Anna Musterova", False),
        ("", False),
    ],
)
def test_the_names_of_those_who_wrote_it(line: str, expected: bool) -> None:
    assert is_byline(line, {"Anna Muster", "Berta Beispiel"}) is expected
