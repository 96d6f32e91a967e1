"""How old a page says it is: `15 hours 30 min ago`, `2 сағат бұрын`, `вчера в 10:15`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from crawlers.extract.dates.clock import clock_beside
from crawlers.extract.dates.moment import Moment
from crawlers.extract.dates.months import fold

_UNITS = {
    fold(unit): timedelta(minutes=minutes)
    for minutes, units in (
        (1, "min mins minute minutes мин минут минуту минуты minuten minut minuty"),
        (60, "hour hours hr hrs час часа часов сағат stunde stunden godzine godziny godzin"),
        (1440, "day days день дня дней күн tag tage tagen dzien dni"),
        (10080, "week weeks неделю недели недель апта woche wochen tydzien tygodnie tygodni"),
        (43200, "month months месяц месяца месяцев аи monat monate monaten miesiac miesiace miesiecy"),
    )
    for unit in units.split()
}
_AMOUNT = rf"\d{{1,3}}\s*(?:{'|'.join(sorted(_UNITS, key=len, reverse=True))})\b\.?"
_AGO = re.compile(
    rf"vor\s+(?P<de>{_AMOUNT})|(?P<many>{_AMOUNT}(?:[\s,]+{_AMOUNT})*)\s+(?:ago|назад|бұрын|temu)\b"
)
_DAYS_BACK = {
    fold(word): days
    for days, words in (
        (0, "today сегодня бүгін bugin heute dzisiaj dzis"),
        (1, "yesterday вчера кеше keshe kese gestern wczoraj"),
        (2, "позавчера vorgestern przedwczoraj"),
    )
    for word in words.split()
}
_DAY_WORD = re.compile(rf"\b(?:{'|'.join(_DAYS_BACK)})\b")


def ages(text: str, zone: str, captured_at: datetime) -> Iterator[Moment]:
    """Yield the date that an age in the folded `text` means, counted back from `captured_at`, if any.

    An age in minutes gives the minute, one in hours or days the day, anything coarser the month.
    """
    now = captured_at.astimezone(ZoneInfo(zone))
    if ago := _AGO.search(text):
        amounts = re.findall(r"(\d+)\s*([^\W\d_]+)", ago["de"] or ago["many"])
        then = now - sum((int(number) * _UNITS[unit] for number, unit in amounts), timedelta())
        finest = min(_UNITS[unit] for _, unit in amounts)
        if finest == timedelta(minutes=1):
            yield Moment(then.date(), then.replace(second=0, microsecond=0).astimezone(UTC), "minute")
        else:
            yield Moment(then.date(), None, "day" if finest <= timedelta(days=1) else "month")
    elif word := _DAY_WORD.search(text):
        yield clock_beside(text, word, now.date() - timedelta(days=_DAYS_BACK[word.group()]), zone)
