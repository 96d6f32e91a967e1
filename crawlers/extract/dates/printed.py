"""Dates as pages write them, for machines and for readers.

Both functions keep the local day as written beside the instant in UTC. Kazakhstan moved to one zone, UTC+5,
on 1 March 2024 (the east was UTC+6), so a day worked out from UTC alone is wrong for a fifth of the clock.
"""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from crawlers.extract.dates.clock import clock_beside
from crawlers.extract.dates.moment import Moment, at, offset_of
from crawlers.extract.dates.months import MONTH, MONTHS, fold
from crawlers.extract.dates.relative_dates import ages
from crawlers.extract.documents import Precision
from crawlers.web.http_date import mail_date


def stamp(value: str, zone: str) -> Moment | None:
    """Read a date meant for machines: ISO 8601 in its many near misses, or RFC 822. None if it is neither.

    A time without offset is in `zone` (a tz database name); one in UTC gives the day that it was in `zone`;
    any other offset is the writer's own clock and gives the day. Midnight to the second stands for no time.
    """
    iso = _ISO.search(value)
    try:
        if not iso:
            mail = mail_date(value)
            if mail is None:
                return None
            offset = mail.tzinfo if isinstance(mail.tzinfo, timezone) else None
            return _at_clock(mail.date(), mail.time(), offset, zone, "second")
        day = date(int(iso["y"]), int(iso["m"]), int(iso["d"]))
        if iso["hour"] is None:
            return Moment(day, None, "day")
        clock = time(int(iso["hour"]), int(iso["min"]), int(iso["sec"] or 0))
        precision: Precision = "second" if iso["sec"] else "minute"
        return _at_clock(day, clock, offset_of(iso["offset"] or ""), zone, precision)
    except (ValueError, OverflowError):
        return None


def own_offset(value: str) -> bool:
    """Whether a date for machines tells the writer's own clock: it has an offset, and that is not zero."""
    iso = _ISO.search(value)
    offset = offset_of(iso["offset"]) if iso and iso["offset"] else None
    return bool(offset and offset.utcoffset(None))


def printed(text: str, zone: str, captured_at: datetime) -> tuple[Moment, ...]:
    """Read every date that `text` prints for its readers, in their order; empty if there is none.

    Knows the months of `months`, both orders of day and month, numbers with the day first (`05.12.2019`),
    and, where there is nothing better, ages (`15 hours 30 min ago`, `вчера в 10:15`) from `captured_at` back.
    A number after a time is a view counter, never a year; dates glued together are two dates.
    """
    text = " ".join(fold(html.unescape(text)).split())
    found = [
        clock_beside(text, match, day, zone) for match in _PRINTED.finditer(text) if (day := _day(match))
    ]
    return tuple(found) or tuple(ages(text, zone, captured_at))


def is_date_line(line: str) -> bool:
    """Whether a line of a text is a date and little else (what it is of, a weekday, a time, a view counter)."""
    if len(line) > _LONGEST_DATE_LINE:
        return False
    rest, dates = _PRINTED.subn("", _ABOUT_DATES.sub("", fold(line)))
    return dates > 0 and sum(letter.isalpha() for letter in rest) <= _LONGEST_WEEKDAY


_LONGEST_DATE_LINE, _LONGEST_WEEKDAY = 60, 12
_ABOUT_DATES = re.compile(
    r"\b(?:published|posted|updated|last|modified|on|at|veroffentlicht|aktualisiert|erstellt|am|um|опубликован\w*|добавлен\w*"
    r"|обновлен\w*|создан\w*|дата|публикации|жарияланды|жарияланған|жаңартылды|opublikowan\w*|dodan\w*|utworzon\w*)\b"
)
_ISO = re.compile(
    r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)"
    r"(?:[T\s]+(?P<hour>\d{1,2}):(?P<min>\d\d)(?::(?P<sec>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<offset>Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE,
)


def _shapes() -> str:
    """The orders of day, month and year. Text is folded; a year may be followed by a letter (`2016ж.`)."""
    year, name, end = r"(?:19|20)\d\d", rf"(?P<m>{MONTH})", r"(?![^\W\d_])"
    ordinal = r"(?:st|nd|rd|th|\.|-?(?:го|ші|шы|і|ы|shi|shy|si|sy))?"
    shapes = (
        rf"(?<!\d)(?P<d>\d{{1,2}}){ordinal}[\s.-]*(?:(?:of|de)\s)?{name}{end}[\s.,،-]*(?P<y>{year})(?!\d)",
        rf"(?<![^\W\d_]){name}{end}\.?\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?[\s,]+(?P<y>{year})(?!\d)",
        # 2015. április 1.; 2015 m. gegužės 29 d.; 2009 жылғы қыркүйектің 8-і
        rf"(?<!\d)(?P<y>{year})\s*(?:ж\.|жыл\w*|г\.|m\.|\.)?[\s,]*{name}(?:[тдн][іы]ң)?\s+(?P<d>\d{{1,2}})(?!\d)",
        rf"(?<!\d)(?P<y>{year})\s*(?:ж\.|жыл\w*)\s*(?P<d>\d{{1,2}})[\s-]*{name}{end}",
        rf"(?<![\d.])(?P<d>\d{{1,2}})(?P<s>[./-])(?P<m>\d{{1,2}})(?P=s)(?P<y>{year})(?!\.?\d)",
        r"(?<![\d.])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d\d)(?![\d.]\d|\d)",
        rf"(?<![\d.])(?P<y>{year})(?P<s>[./-])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})(?!\d)",
    )
    numbered = (re.sub(r"\(\?P(<|=)([dmys])", rf"(?P\1\g<2>{n}", shape) for n, shape in enumerate(shapes))
    return "|".join(numbered)


_PRINTED = re.compile(_shapes())


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


def _at_clock(day: date, clock: time, offset: timezone | None, zone: str, precision: Precision) -> Moment:
    """Dates without a time are often written as midnight; a time in UTC is put on the clocks of `zone`."""
    if clock == time():
        return Moment(day, None, "day")
    moment = at(day, clock, offset, zone, precision)
    if moment.instant and offset and offset.utcoffset(None) == timedelta():
        return moment._replace(day=moment.instant.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date())
    return moment
