"""Kazakh suffixes after stems of each sound and harmony, in Cyrillic and in the alphabets of 2018 and 2021."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.enrich.mentions import Matcher
from crawlers.catalogue.communities import load_diasporas

FORMS = {  # the case forms; the many; someone's; persons; what is derived
    "неміс": "тің ке ті те тен пен · тер терге теріміздің терің терімді · і ім іңнің · пін сің піз · ше тік тіктер сіз тікі тей тегілер",
    "грек": "тің ке ті те тен пен · тер терінің терін теріне терінде терінен терімен · пін · ше тік сіз",
    "поляк": "тың қа ты та тан пен · тар тарының тарымызға тарыңыз · пын сың · ша тық сыз тікі тай тағылар",
    "венгр": "дің ге ді де ден мен · лер лердің леріне леріміз · мін · ше лік сіз дікі дей",
    "мажар": "дың ға ды да дан мен · лар лардың ларын ларымыздан · мын мыз · ша лық лықтар сыз",
    "румын": "ның ға ды да нан мен · дар дарды дарының дарымды · мын · ша дық сыз",
    "фин": "нің ге ді де нен мен · дер дерді дерімізбен · мін · ше дік",
    "германия": "ның ға ны да дан мен · ға · сы сының сына сында сынан · лық лықтар лықтармен лықпын · дағы дағылардың дай",
}
WORDS = [stem + tail for stem, tails in FORMS.items() for tail in ("", *tails.replace("·", "").split())]
LATIN = {
    2018: dict(
        zip("абвгдежзийклмнопрстуфшыіьэяәғқңөұү", "a b v g d e j z ı ı k l m n o p r s t ý f sh y i _ e ıa á ǵ q ń ó u ú".split(), strict=True)
    ),
    2021: dict(
        zip("абвгдежзийклмнопрстуфшыіьэяәғқңөұү", "a b v g d e j z i i k l m n o p r s t u f ş y ı _ e ia ä ğ q ñ ö ū ü".split(), strict=True)
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load_diasporas(Path("config")))


@pytest.mark.parametrize("word", WORDS)
def test_every_form_is_found_whole(matcher: Matcher, word: str) -> None:
    latin = ["".join(letters[one] for one in word).replace("_", "") for letters in LATIN.values()]
    for spelling in (word, *latin):
        assert [one.surface for one in matcher.find(f"бұл {spelling} деген", "kk")] == [spelling]


@pytest.mark.parametrize(
    "word",
    "немере немересі немесе немене поляна поляр полюс грейпфрут грекбай венгер мажара румба румыс болғар "
    "литр литий эстрада финал финалда финанс финик финиш германий поляков грекова мадияр алма алмалы".split(),
)
def test_words_that_begin_alike_are_not_found(matcher: Matcher, word: str) -> None:
    assert not matcher.find(f"бұл {word} деген", "kk")
