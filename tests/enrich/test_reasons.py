"""Why a word is no mention, in the words `diaspora explain` prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.diasporas import load_diasporas
from analysis.enrich.mentions import Matcher

CASES = [
    ("en", "Coach Jack Poland was fired.", "a surname after a given name"),
    ("en", "Mr. Polish runs the bakery next door.", "a surname after a title"),
    ("en", "German Lux was injured, said the coach.", "a given name before a surname"),
    ("en", "A boy named German found the dog.", "a given name: somebody is named so"),
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
    ("en", "The Kingdom of Hungary included Croatia.", "a realm of old"),
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
]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load_diasporas(Path("config")))


@pytest.mark.parametrize(("language", "text", "reason"), CASES)
def test_reason(matcher: Matcher, language: str, text: str, reason: str) -> None:
    assert reason in {rejection.guard for rejection in matcher.explain(text, language).rejections}
