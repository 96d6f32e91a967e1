"""Why a word is no mention, in the words `diaspora explain` prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.enrich.mentions import Matcher
from crawlers.catalogue.communities import load_diasporas

CASES = [
    ("en", "Coach Jack Poland was fired.", "a surname after a given name"),
    ("en", "Mr. Polish runs the bakery next door.", "a surname after a title"),
    ("en", "German Lux was injured, said the coach.", "a given name before a surname"),
    ("en", "A boy named German found the dog.", "a given name: somebody is named so"),
    ("en", "Kevin Poland denies arson. Poland was seen with him.", "a surname: its bearer was just named"),
    ("en", "The Finn family runs a pub.", "a surname: a family's"),
    ("en", "Polish until smooth, then rinse with cold water.", "the verb"),
    ("en", "A Polish for Every Shoe", "a paste, or a shine"),
    ("en", "He reached the Pole on 23 May.", "the end of the earth's axis"),
    ("en", "MOTOR RACING - HILL ON POLE AGAIN", "the first place on the grid"),
    (
        "en",
        "Do three sets of Bulgarian split squats.",
        "a breed, a dish or the like: called so wherever it is",
    ),
    ("en", "The Kingdom of Hungary included Croatia.", "an old state"),
    ("en", "The Poland, Maine, fire department came.", "a town of that name in America"),
    ("en", "Survivors of the Estonia met in Stockholm.", "a ship, an inn or the like by that name"),
    ("en", "A Dacia collided with a car in Romania.", "the sentence speaks of goods by that name"),
    ("de", "Hochwasser an der Este", "no man: the article is a woman's or a plural's"),
    ("de", "Familie Ungar wohnt im dritten Stock.", "a surname after a title"),
    ("de", "Zwischen den Polen einer Batterie herrscht Spannung.", "the ends of an axis, or fins"),
    ("de", "Die Deutsche Bank schließt Filialen.", "part of «Deutsche* Bank»"),
    ("pl", "Sędzia Litwin ukarał kapitana kartką.", "a surname after a title"),
    ("pl", "Owczarek niemiecki odnalazł dziecko.", "a breed, a dish or the like: called so wherever it is"),
    ("pl", "W meczu Polonia wygrała z Legią 2:1.", "the sentence speaks of a thing, not of a person"),
    ("pl", "Ryba po grecku na Wigilię", "a dish, not a language"),
    ("hu", "Magyar Péter Asztanába utazott.", "a surname before a given name"),
    ("ru", "Поляков рассказал о посевной.", "a surname: a verb in the singular follows"),
    ("ru", "Поляков по профессии инженер.", "a surname: its bearer is described"),
    ("ru", "Поляков 1977 года рождения.", "a surname with what tells its bearer from others"),
    ("ru", "Ждут только Сергея. — Поляков!", "a surname: it stands alone"),
    ("ru", "Выступила Мария Полька.", "a surname after a given name"),
    ("ru", "Ирина Греческая, флорист.", "a surname after a given name"),
    ("ru", "Польская Ольга Николаевна.", "a surname before a given name"),
    ("ru", "Хор вёл дирижёр Венгерский.", "no noun after it: a surname or a place"),
    ("ru", "Авария на улице Польской.", "a street or a station"),
    ("ru", "Щенок породы немецкая овчарка.", "a breed"),
    ("ru", "Великое княжество Литовское.", "an old state"),
    ("ru", "Литовская и Эстонская ССР.", "a republic of the Soviet Union"),
    ("ru", "Парома Эстония больше нет.", "a ship, an inn or the like by that name"),
    ("ru", "Кино называлось «Германия».", "a name of something, alone in quotation marks"),
    ("ru", "Спрос на германия растёт.", "an ordinary word"),
    ("ru", "Из сумки достали нож-финку.", "it is joined to a thing"),
    ("ru", "На столе лежала болгарка.", "nothing in the sentence speaks of a person"),
    ("kk", "Ақын Фин Серіков келді.", "a given name before a surname"),
    ("kk", "Ол Мажар руынан шыққан.", "the clan of the Мажар"),
    ("kk", "Литва князьдігі кең еді.", "an old state"),
    ("kk", "Эстон КСР-інен келді.", "a republic of the Soviet Union"),
    ("kk", "Балаға Герман деп ат қойды.", "a given name"),
    ("kk", "Біз «Польша» дүкеніне бардық.", "a name of something, alone in quotation marks"),
    ("en", "Greek Street in Soho was cordoned off.", "a street"),
    ("en", "Hungarian goulash and beer were served.", "a breed, a dish or the like"),
    ("en", "When the verdict was read, German hugged his mother.", "a given name: its bearer does something"),
    ("en", "The Poland Central School District votes today.", "a town of that name in America"),
    ("en", "Estonia's wreck lies in the dark; the ferry sank in a storm.", "a ship by that name"),
    ("en", "My name is German, and I am from Semey.", "a name: somebody says so"),
    ("en", "Michael Polish shot the picture in Montana.", "a surname after a given name"),
    ("de", "Die Villa d'Este bei Rom ist geöffnet.", "part of an Italian name"),
    ("pl", "Ulica Niemiecka czeka na remont.", "a street"),
    ("pl", "Adwokat Litwin wniósł o uniewinnienie.", "a surname after a title"),
    ("ru", "Рыба по-польски — блюдо простое.", "a dish, not a language"),
    ("ru", "Самосвал застрял у деревни Греки.", "a village called so"),
    ("ru", "Кафе «Старая Германия» оштрафовали.", "a ship, an inn or the like by that name"),
    ("ru", "Мадьяр Ахметов намолотил шесть тысяч центнеров.", "a given name, or the politician's surname"),
    ("kk", "Фин шпиці ізден жаңылмады.", "a breed, a dish or the like"),
]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load_diasporas(Path("config")))


@pytest.mark.parametrize(("language", "text", "reason"), CASES)
def test_reason(matcher: Matcher, language: str, text: str, reason: str) -> None:
    explained = matcher.explain(text, language)
    rejected = [one for one in explained.rejections if reason in one.guard]
    assert rejected, explained.rejections
    assert not {one.start for one in rejected} & {one.start for one in explained.mentions}


@pytest.mark.parametrize(
    ("language", "of_today", "of_old"),
    [
        ("ru", "австро-венгерская граница", "австро-венгерская армия"),
        ("de", "die österreichisch-ungarische Grenze", "die österreichisch-ungarische Armee"),
        ("en", "the new Germany coach", "New Germany"),
    ],
)
def test_what_follows_decides_whose_a_longer_name_is(
    matcher: Matcher, language: str, of_today: str, of_old: str
) -> None:
    assert len(matcher.find(of_today, language)) == 1
    assert matcher.find(of_old, language) == []
