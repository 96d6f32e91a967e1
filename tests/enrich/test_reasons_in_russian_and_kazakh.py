"""What `diaspora explain` answers where a Russian or Kazakh word looks like a mention and is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.diasporas import load_diasporas
from analysis.enrich.mentions import Matcher

REASONS = [
    ("ru", "Поляков рассказал о посевной.", "Поляков", "a surname: a verb in the singular follows"),
    ("ru", "Поляков по профессии инженер.", "Поляков", "a surname: its bearer is described"),
    ("ru", "Поляков 1977 года рождения.", "Поляков", "a surname with what tells its bearer from others"),
    ("ru", "Ждут только Сергея. — Поляков!", "Поляков", "a surname: it stands alone"),
    ("ru", "Выступила Мария Полька.", "Полька", "a surname after a given name"),
    ("ru", "Ирина Греческая, флорист.", "Греческая", "a surname after a given name"),
    ("ru", "Польская Ольга Николаевна.", "Польская", "a surname before a given name"),
    ("ru", "Хор вёл дирижёр Венгерский.", "Венгерский", "no noun after it: a surname or a place"),
    ("ru", "Авария на улице Польской.", "Польской", "a street or a station"),
    ("ru", "Щенок породы немецкая овчарка.", "немецкая", "a breed"),
    ("ru", "Великое княжество Литовское.", "Литовское", "an old state"),
    ("ru", "Литовская и Эстонская ССР.", "Литовская", "a republic of the Soviet Union"),
    ("ru", "Парома Эстония больше нет.", "Эстония", "a ship, an inn or the like by that name"),
    ("ru", "Кино называлось «Германия».", "Германия", "a name of something, alone in quotation marks"),
    ("ru", "Спрос на германия растёт.", "германия", "an ordinary word"),
    ("ru", "Из сумки достали нож-финку.", "финку", "it is joined to a thing"),
    ("ru", "На столе лежала болгарка.", "болгарка", "nothing in the sentence speaks of a person"),
    ("kk", "Ақын Фин Серіков келді.", "Фин", "a given name before a surname"),
    ("kk", "Ол Мажар руынан шыққан.", "Мажар", "the clan of the Мажар"),
    ("kk", "Литва князьдігі кең еді.", "Литва", "an old state"),
    ("kk", "Эстон КСР-інен келді.", "Эстон", "a republic of the Soviet Union"),
    ("kk", "Балаға Герман деп ат қойды.", "Герман", "a given name"),
    ("kk", "Біз «Польша» дүкеніне бардық.", "Польша", "a name of something, alone in quotation marks"),
]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load_diasporas(Path("config")))


@pytest.mark.parametrize(("language", "text", "surface", "reason"), REASONS)
def test_the_reason_is_told(matcher: Matcher, language: str, text: str, surface: str, reason: str) -> None:
    explained = matcher.explain(text, language)
    assert surface not in [mention.surface for mention in explained.mentions]
    told = [rejection.guard for rejection in explained.rejections if rejection.surface == surface]
    assert any(reason in one for one in told), told
