"""What the words beside dates call them: published, updated, or something else."""

from __future__ import annotations

import re

import pytest

from crawlers.extract.dates.labels import labels_of
from crawlers.extract.dates.months import fold

PUBLISHED, UPDATED, OTHER = "published", "updated", "other"


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("Дата изменения: 20.03.2018 Размещено: 14.03.2018", [UPDATED, PUBLISHED]),
        ("14.03.2018 (обновлено 20.03.2018)", ["", UPDATED]),
        ("14.03.2018, исправлено: 20.03.2018", ["", UPDATED]),
        ("14.03.2018 / Modified 20.03.2018", ["", UPDATED]),
        ("20.03.2018 өңделді, 14.03.2018 жарияланды", [UPDATED, PUBLISHED]),
        ("20.03.2018 жаңартылды | 14.03.2018", [UPDATED, ""]),
        ("Соңғы өзгеріс: 20.03.2018 Қосылған күні: 14.03.2018", [UPDATED, PUBLISHED]),
        ("Ostatnia modyfikacja: 20.03.2018 Zamieszczono: 14.03.2018", [UPDATED, PUBLISHED]),
        ("Letzte Bearbeitung: 20.03.2018, eingestellt: 14.03.2018", [UPDATED, PUBLISHED]),
        ("Последна промяна: 20.03.2018 Публикувано: 14.03.2018", [UPDATED, PUBLISHED]),
        ("Szerkesztve: 20.03.2018 Feltöltve: 14.03.2018", [UPDATED, PUBLISHED]),
        ("Stand: 20.03.2018 Veröffentlicht: 14.03.2018", [OTHER, PUBLISHED]),
        ("Курсы валют на 20.03.2018", [OTHER]),
        ("Когда: 20.03.2018", [OTHER]),
        ("Eingetragen am 20.03.2018", [OTHER]),
        ("Посетителей с 20.03.2018: 4500", [OTHER]),
        ("(14.03.2018 – 20.03.2018)", [OTHER, OTHER]),
        ("14.03.2018 - 20.03.2018 Опубликовано", [OTHER, OTHER]),
        ("14.03.2018", [""]),
        ("", []),
    ],
)  # fmt: skip
def test_what_dates_are_called(line: str, labels: list[str]) -> None:
    folded = fold(line)
    dates = [found.span() for found in re.finditer(r"\d\d\.\d\d\.\d{4}", folded)]

    assert labels_of(folded, dates) == labels
