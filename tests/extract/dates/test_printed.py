"""Dates as they are printed on the sources' pages, and as machines write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.extract.dates.machine import own_offset, stamp
from crawlers.extract.dates.months import MONTHS, fold
from crawlers.extract.dates.printed import is_date_line, printed

ALMATY = "Asia/Almaty"
CAPTURED = datetime(2017, 2, 28, 12, 0, tzinfo=UTC)  # 18:00 in Almaty


def shown(text: str) -> list[str]:
    """The dates read from `text`, each as its day, its instant in UTC if it has one, and its precision."""
    moments = printed(text, ALMATY, CAPTURED)
    return [
        f"{m.day} {m.instant:%dT%H:%M} {m.precision}" if m.instant else f"{m.day} {m.precision}"
        for m in moments
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 August 2023", "2023-08-02 day"),
        ("By Somebody in Nation on 2 August 2023", "2023-08-02 day"),
        ("8 мая 2020 г. 12:28", "2020-05-08 08T06:28 minute"),
        ("12 сентября 2017 г. 9:50", "2017-09-12 12T03:50 minute"),
        ("23 Мая, 2017", "2017-05-23 day"),
        ("23 Мая, 2017 922", "2017-05-23 day"),
        ("5 December 2019, 16:15 1994", "2019-12-05 05T10:15 minute"),
        ("05.12.2019 16:15 5592", "2019-12-05 05T10:15 minute"),
        ("20 Февраля 2019, 05:25", "2019-02-20 19T23:25 minute"),
        ("31.05.2016", "2016-05-31 day"),
        ("09.12.2016ж. 20:00", "2016-12-09 09T14:00 minute"),
        ("21 Ақпан, 2025", "2025-02-21 day"),
        ("31 наурыз 2023 ж. 16:17", "2023-03-31 31T10:17 minute"),
        ("2015 жылғы 15 қазан", "2015-10-15 day"),
        ("2009 жылғы қыркүйектің 8-і", "2009-09-08 day"),
        ("08:31, 08 Қыркүйек 2009 &#124; GMT +5", "2009-09-08 08T03:31 minute"),
        ("Tue, 2017-02-28 03:57", "2017-02-28 27T21:57 minute"),
        ("Juni 17, 2021", "2021-06-17 day"),
        ("Montag, 19. Oktober 2015 um 08:15 Uhr", "2015-10-19 19T02:15 minute"),
        ("25.4.24", "2024-04-25 day"),
        ("29 maja 2015", "2015-05-29 day"),
        ("środa, 29 kwiecień 2015 11:20", "2015-04-29 29T05:20 minute"),
        ("2015 m. gegužės 29 d.", "2015-05-29 day"),
        ("2015. április 1.", "2015-04-01 day"),
        ("29. toukokuuta 2015 klo 9:05", "2015-05-29 29T03:05 minute"),
        ("29. jaanuar 2016", "2016-01-29 day"),
        ("30 ianuarie 2015", "2015-01-30 day"),
        ("22 Ιουλίου 2015", "2015-07-22 day"),
        ("29 май 2015 г., 14:07", "2015-05-29 29T08:07 minute"),
        ("April 26, 2016 2:20pm EDT", "2016-04-26 26T18:20 minute"),
        ("15:56 BST, 27 April 2016", "2016-04-27 27T14:56 minute"),
        ("4/28/2015", "2015-04-28 day"),
        ("4/5/2015", "2015-05-04 day"),
    ],
)
def test_a_date_as_it_is_printed(text: str, expected: str) -> None:
    assert shown(text) == [expected]


@pytest.mark.parametrize(
    "spelling",
    [
        "8 Қыркүйек 2018",  # Cyrillic
        "8 qyrkúıek 2018",  # the acute Latin alphabet of 2018
        "8 qyrküiek 2018",  # the Latin alphabet of 2021
        "8 QYRKÚIEK 2018",
        "8 قىركۇيەك، 2018",
    ],
)
def test_a_kazakh_month_in_each_of_its_alphabets(spelling: str) -> None:
    assert shown(spelling) == ["2018-09-08 day"]


def test_dates_that_are_glued_together_are_two() -> None:
    glued = "Veröffentlicht in September 1, 2025Oktober 8, 2025"

    assert shown(glued) == ["2025-09-01 day", "2025-10-08 day"]


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        ("15 hours 30 min ago", "2017-02-28 27T20:30 minute"),
        ("21 mins ago", "2017-02-28 28T11:39 minute"),
        ("20 hours ago", "2017-02-27 day"),
        ("5 дней назад", "2017-02-23 day"),
        ("2 сағат бұрын", "2017-02-28 day"),
        ("vor 3 Tagen", "2017-02-25 day"),
        ("2 godziny temu", "2017-02-28 day"),
        ("2 weeks ago", "2017-02-14 month"),
        ("вчера в 10:15", "2017-02-27 27T04:15 minute"),
        ("Сегодня, 08:00", "2017-02-28 28T02:00 minute"),
        ("кеше", "2017-02-27 day"),
    ],
)
def test_an_age_counts_back_from_the_capture(age: str, expected: str) -> None:
    assert shown(age) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no date",
        "31.02.2016",
        "1994",
        "16:15",
        "May",
        "Мамыр",
        "1.2.2020.5",
        "+7 701 123 45 67",
        "in 2015",
    ],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert shown(text) == []


def test_kazakhstan_changed_its_zone_on_the_first_of_march_2024() -> None:
    assert shown("29 февраля 2024 г. 12:00") == ["2024-02-29 29T06:00 minute"]
    assert shown("1 марта 2024 г. 12:00") == ["2024-03-01 01T07:00 minute"]


@pytest.mark.parametrize(
    ("value", "day", "instant", "precision"),
    [
        ("2015-06-02", "2015-06-02", None, "day"),
        ("2015-06-02T09:30", "2015-06-02", "2015-06-02T03:30:00+00:00", "minute"),
        ("2015-06-02 09:30:15", "2015-06-02", "2015-06-02T03:30:15+00:00", "second"),
        (
            "2015-06-02T23:30:00+02:00",
            "2015-06-02",
            "2015-06-02T21:30:00+00:00",
            "second",
        ),  # the writer's day
        (
            "2015-06-02T19:30:00Z",
            "2015-06-03",
            "2015-06-02T19:30:00+00:00",
            "second",
        ),  # UTC: the day in Almaty
        ("2015-06-02T19:30:00+0000", "2015-06-03", "2015-06-02T19:30:00+00:00", "second"),
        ("2015-06-02T00:00:00+06:00", "2015-06-02", None, "day"),  # midnight stands for no time
        ("2015-06-02T00:00:00Z", "2015-06-02", None, "day"),
        ("Tue, 28 Feb 2017 03:57:00 +0000", "2017-02-28", "2017-02-28T03:57:00+00:00", "second"),
        ("Tue, 28 Feb 2017 20:57:00 GMT", "2017-03-01", "2017-02-28T20:57:00+00:00", "second"),
    ],
)
def test_a_date_for_machines(value: str, day: str, instant: str | None, precision: str) -> None:
    moment = stamp(value, ALMATY)

    assert moment is not None
    assert (str(moment.day), moment.instant and moment.instant.isoformat(), moment.precision) == (
        day,
        instant,
        precision,
    )


@pytest.mark.parametrize(
    "value", ["", "yesterday", "2015-13-45", "2015-02-30T10:00:00Z", "1428500000", "0000-00-00"]
)
def test_what_is_no_date_for_machines(value: str) -> None:
    assert stamp(value, ALMATY) is None


def test_only_an_offset_that_is_not_utc_is_the_writers_own() -> None:
    assert own_offset("2015-06-02T23:30:00+06:00")
    assert not own_offset("2015-06-02T23:30:00+00:00")
    assert not own_offset("2015-06-02T23:30:00")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("23 Мая, 2017", True),
        ("Четверг, 18 Февраля 2016 14:05", True),
        ("31.05.2016 1994", True),
        ("Veröffentlicht am 13. Mai 2026 um 15:44 Uhr", True),
        ("Дата публикации: 31 мая 2016 г. 09:15", True),
        ("Жарияланды: 21 Ақпан, 2025", True),
        ("Обновлено 8 мая 2020", True),
        ("Опубликован 8 мая 2020 сборник стихов", False),
        ("1 мая 2015 года в Астане открылась школа.", False),
        ("Концерт начнётся в 18:00", False),
    ],
)
def test_a_line_that_is_only_a_date_is_no_text(line: str, expected: bool) -> None:
    assert is_date_line(line) is expected


@settings(deadline=None)
@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)), st.sampled_from(sorted(MONTHS)))
def test_every_name_of_a_month_reads_as_its_number(day: date, name: str) -> None:
    read = printed(f"{day.day} {name} {day.year}", ALMATY, CAPTURED)

    if read:
        assert (read[0].day.day, read[0].day.month) == (day.day, MONTHS[name])
    else:
        assert day.day > 28  # there is no such day in that month


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    printed(text, ALMATY, CAPTURED)
    stamp(text, ALMATY)
    is_date_line(text)
    assert fold(fold(text)) == fold(text)
