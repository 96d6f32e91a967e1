"""How old a page says it is: `15 hours 30 min ago`, `2 сағат бұрын`, `неделю назад`, `вчера в 10:15`."""

from __future__ import annotations

import re
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
        (43200, "month months месяц месяца месяцев ай monat monate monaten miesiac miesiace miesiecy"),
    )
    for unit in units.split()
}
_UNIT = rf"(?:{'|'.join(sorted(_UNITS, key=len, reverse=True))})\b\.?"
_AMOUNT = rf"\d{{1,3}}\s*{_UNIT}"
_ONE = rf"(?:(?:an?|one|один|одну|бир|eine[mr])\s+)?{_UNIT}"
_AGO = re.compile(
    rf"vor\s+(?P<de>{_AMOUNT}|{_ONE})|(?P<many>{_AMOUNT}(?:[\s,]+{_AMOUNT})*|{_ONE})\s+(?:ago|назад|бурын|temu)\b"
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
_COARSE = re.compile(
    fold(
        r"\b(?:только что|just now|a moment ago|gerade eben|przed chwilą|жаңа ғана|қазір ғана|преди малко|juuri nyt)\b|"
        r"\bvor\s+(?:\d+|einem)\s+jahr(?:en)?\b|\b(?:years?|год|года|лет|жыл|rok|lata|lat)\s+(?:ago|назад|бұрын|temu)\b"
    )
)
"""Ages that tell no day and no month, or no more than that it is new."""
_LONGEST_REST = 16
"""Letters beside an age in its own element: a word such as `published`, a weekday."""


def age(text: str, zone: str, captured_at: datetime) -> Moment | None:
    """Return the date that an age in the folded `text` means, counted back from `captured_at`; None if it is none.

    An age in minutes gives the minute, one in hours or days the day, anything coarser the month. `text` is the whole
    of an element that is there for a date: in any other place such words are of something else (`USA TODAY`).
    """
    now = captured_at.astimezone(ZoneInfo(zone))
    if (ago := _AGO.search(text)) and _is_whole(text, ago):
        amounts = re.findall(r"(\d*)\s*([^\W\d_]+)", ago["de"] or ago["many"])
        spans = [(int(number or 1), _UNITS[unit]) for number, unit in amounts if unit in _UNITS]
        then = now - sum((number * unit for number, unit in spans), timedelta())
        finest = min(unit for _, unit in spans)
        if finest == timedelta(minutes=1):
            return Moment(then.date(), then.replace(second=0, microsecond=0).astimezone(UTC), "minute")
        return Moment(then.date(), None, "day" if finest <= timedelta(days=1) else "month")
    if (word := _DAY_WORD.search(text)) and _is_whole(text, word):
        return clock_beside(text, word, now.date() - timedelta(days=_DAYS_BACK[word.group()]), zone).moment
    return None


def is_age(text: str) -> bool:
    """Whether the folded `text` is an age and little else, also one too coarse for a date (`a year ago`)."""
    patterns = (_AGO, _DAY_WORD, _COARSE)
    return any(found and _is_whole(text, found) for found in (each.search(text) for each in patterns))


def _is_whole(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()], text[found.end() :]
    return sum(map(str.isalpha, before + after)) <= _LONGEST_REST and not re.search(r"[^\W\d_]\s+$", before)
