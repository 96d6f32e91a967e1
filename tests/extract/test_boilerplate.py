"""Lines that stand in a text without being of it, kind by kind, and lines that only look like them."""

from __future__ import annotations

import pytest

from crawlers.extract.text.body import clean
from crawlers.extract.text.boilerplate import kind_of

LINES = {
    "channel": """
        Подписывайтесь на Telegram-канал «Вестник диаспор»!
        Хотите знать больше? Вступайте в нашу группу в Viber
        Ещё больше фото — в нашем Instagram
        Наш WhatsApp: +7 701 000 00 00
        Есть чем поделиться? Пишите нам в WhatsApp
        Telegram-канал «Вестник диаспор»
        Обсудить эту новость в Telegram
        Telegram | Instagram | Facebook
        Telegram арнамызға жазылыңыздар!
        Жаңа хабарларды WhatsApp арнамыздан оқыңыз
        Jetzt unserem WhatsApp-Kanal folgen
        Folgt uns auf Instagram
        Mehr Bilder auf Facebook
        Zapraszamy na nasz kanał w Telegramie YouTube
        Więcej zdjęć na Facebook
        Join our channel on Telegram
        Follow us on Instagram and Facebook
        Последвайте ни във Facebook
        Jälgige meid Facebookis
    """,
    "tags": """
        Сюжет: Литва, Латвия
        Тақырып: Польша
        Tagged with: Hungary, Greece
        Thema: Polen, Litauen
        В этой статье: Эстония, Финляндия
        Теги Польша Литва
        Tematy: Węgry | Grecja
    """,
    "share": """
        Поделиться: Facebook, VK, Telegram
        Share on: Facebook, Twitter
    """,
    "notice": """
        Il vous reste 61,5 % de cet article à lire.
        Ich bin damit einverstanden, dass mir externe Inhalte von Videodiensten gezeigt werden.
        Dieser Beitrag ist nur für Abonnenten zugänglich.
    """,
}
OWN = """
    Общество открыло канал в Telegram, и за неделю на него подписались триста человек.
    Читайте детям вслух, советует учительница, и они полюбят язык.
    Подписывайтесь на хорошее, сказал редактор Telegram-канала.
    Мектепке жазылған балалардың саны биыл екі есе өсті.
    Join us, she told the guests, and nobody left before midnight.
    Follow the road along the river until you see the old mill.
    Новости хора выходят раз в месяц и рассказывают о концертах.
    Тема урока: как прадеды строили дом, сеяли хлеб и пели.
    Наш хор выступил в Риге, а осенью поедет в Вильнюс.
    Il nous reste 61 % des billets, dit la directrice du chœur.
    Telegram запретили в трёх областях соседней страны.
"""


def _each(lines: str) -> list[str]:
    return [line.strip() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(
    ("kind", "line"), [(kind, line) for kind, lines in LINES.items() for line in _each(lines)]
)
def test_boilerplate_is_known_by_its_wording(kind: str, line: str) -> None:
    assert kind_of(line) == kind


@pytest.mark.parametrize("line", _each(OWN))
def test_what_an_author_writes_of_channels_and_topics_stays(line: str) -> None:
    assert kind_of(line) is None


def test_tags_under_a_heading_of_their_own_are_tags() -> None:
    found = clean(["Хор спел в Риге.", "Теги", "Латвия, Литва", "Хор вернулся домой вчера."], [])

    assert found.text.splitlines() == ["Хор спел в Риге.", "Хор вернулся домой вчера."]
    assert found.left_out == ("tags: Теги", "tags: Латвия, Литва")
