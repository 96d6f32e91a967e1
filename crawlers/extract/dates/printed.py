"""Dates as pages print them for their readers, with the day as printed."""

from __future__ import annotations

import html
import re
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from crawlers.extract.dates.clock import clock_beside
from crawlers.extract.dates.labels import without_labels
from crawlers.extract.dates.moment import Moment
from crawlers.extract.dates.months import MONTH, MONTHS, fold
from crawlers.extract.dates.relative_dates import age, is_age

Kind = Literal["full", "yearless", "age"]


class Printed(NamedTuple):
    """One date in a text."""

    moment: Moment
    start: int
    """Where it begins in the folded text, with the time of day beside it."""
    end: int
    kind: Kind
    """Whether all of it is printed, or its year, or its day, follows from when the page was captured."""


def printed(text: str, zone: str, captured_at: datetime | None) -> tuple[Moment, ...]:
    """Read every date that `text`, the whole of an element that is there for dates, prints; empty if there is none.

    Knows the months of `months`, both orders of day and month, numbers with the day first (`05.12.2019`), and, where
    there is nothing better, a day without its year and ages (`15 hours 30 min ago`, `вчера в 10:15`), from
    `captured_at` back, if that is known. A number after a time is a view counter, never a year; dates glued together are two dates.
    """
    folded = " ".join(fold(html.unescape(text)).split())
    found = printed_dates(folded, zone)
    if not found and captured_at:
        found = tuple(inexact_dates(folded, zone, captured_at))
    return tuple(one.moment for one in found)


def printed_dates(text: str, zone: str) -> tuple[Printed, ...]:
    """Return the full dates in a folded text, in their order, with the time of day printed beside each."""
    return tuple(
        Printed(*clock_beside(text, match, day, zone), "full")
        for match in _FULL.finditer(text)
        if (day := _day(match))
    )


def inexact_dates(text: str, zone: str, captured_at: datetime) -> list[Printed]:
    """Return what a folded text that is there for a date means on the day it was captured: `5 декабря, 18:30`, `вчера`."""
    today = captured_at.date() + timedelta(days=1)  # somewhere it is tomorrow already
    found = [
        Printed(*clock_beside(text, match, day, zone), "yearless")
        for match in _YEARLESS.finditer(text)
        if (day := _newest(match, today))
    ]
    if not found and (moment := age(text, zone, captured_at)):
        return [Printed(moment, 0, len(text), "age")]
    return found


def is_date_line(line: str) -> bool:
    """Whether a line of a text is a date and little else (what it is of, a weekday, a time, a view counter)."""
    if len(line) > _LONGEST_DATE_LINE:
        return False
    text = without_labels(_SMALL_WORDS.sub("", fold(line)))
    for pattern in (_FULL, _YEARLESS):
        rest, dates = pattern.subn("", text)
        if dates:
            return sum(map(str.isalpha, rest)) <= _LONGEST_WEEKDAY
    return is_age(text)


_LONGEST_DATE_LINE, _LONGEST_WEEKDAY = 60, 12
_SMALL_WORDS = re.compile(r"\b(?:last|on|at|am|um|дата)\b")
_KAZAKH_ENDING = r"(?:с?[ыи]|[тдн](?:[ае]|[ыи]н))?"
"""`желтоқсаны`, `шілдесі`, `қыркүйектің`, `тамызда`, folded."""


def _full() -> str:
    """The orders of day, month and year. Text is folded; a year may be followed by a letter (`2016ж.`)."""
    year, name, end = r"(?:19|20)\d\d", rf"(?P<m>{MONTH}){_KAZAKH_ENDING}", r"(?![^\W\d_])"
    ordinal = r"(?:st|nd|rd|th|er|\.|[-\s]?(?:го|ое|ши|шы|и|ы|shi|shy|si|sy)\b)?"
    year_word = r"(?:ж\.|жыл\w*|г\.|m\.|\.)?"
    shapes = (
        rf"(?<![\d:])(?P<d>\d{{1,2}}){ordinal}[\s./-]*(?:(?:of|de|d['’])\s?)?{name}{end}[\s.,،/-]*(?:del?\s)?(?P<y>{year})(?!\d)",
        rf"(?<![^\W\d_]){name}{end}\.?[\s-]*(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?[\s,-]+(?P<y>{year})(?!\d)",
        # 2015. április 1.; 2015 m. gegužės 29 d.; 2009 жылғы қыркүйектің 8-і; 2019 жылдың 5 желтоқсаны
        rf"(?<!\d)(?P<y>{year})\s*{year_word}[\s,]*{name}{end}\.?\s+(?P<d>\d{{1,2}})(?!\d)",
        rf"(?<!\d)(?P<y>{year})\s*(?:ж\.|жыл\w*|,)\s*(?P<d>\d{{1,2}})[\s-]*{name}{end}",
        rf"(?<![\d.])(?P<d>\d{{1,2}})\s?(?P<s>[./-])\s?(?P<m>\d{{1,2}})\s?(?P=s)\s?(?P<y>{year})(?!\.?\d)",
        r"(?<![\d.])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d\d)(?![\d.]\d|\d)",
        rf"(?<![\d.])(?P<y>{year})(?P<s>[./-])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})(?!\d)",
        rf"(?<!\d)(?P<y>{year})年\s?(?P<m>\d{{1,2}})月\s?(?P<d>\d{{1,2}})日",
    )
    numbered = (re.sub(r"\(\?P(<|=)([dmys])", rf"(?P\1\g<2>{n}", shape) for n, shape in enumerate(shapes))
    return "|".join(numbered)


_FULL = re.compile(_full())
_YEARLESS = re.compile(
    rf"(?<![\d:.])(?P<d0>\d{{1,2}})(?:st|nd|rd|th|\.)?\s*(?:de\s)?(?P<m0>{MONTH}){_KAZAKH_ENDING}(?![^\W\d_])"
    rf"|(?<![^\W\d_])(?P<m1>{MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:\w])"
)


def _day(match: re.Match[str]) -> date | None:
    part = {name[0]: value for name, value in match.groupdict().items() if value}
    year = int(part["y"]) + (2000 if len(part["y"]) == 2 else 0)
    day, month = int(part["d"]), int(part["m"]) if part["m"].isdecimal() else MONTHS[part["m"]]
    if part.get("s") == "/" and month > 12:
        day, month = month, day  # 4/28/2015 can only be American
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _newest(match: re.Match[str], latest: date) -> date | None:
    """The newest day of that name that is not after `latest`; None for a day that no month has."""
    day, month = int(match["d0"] or match["d1"]), MONTHS[match["m0"] or match["m1"]]
    for year in range(latest.year, latest.year - 9, -1):  # 29 February is there every fourth year, or eighth
        try:
            if (newest := date(year, month, day)) <= latest:
                return newest
        except ValueError:
            continue
    return None
