"""The time of day beside a printed date: `8 мая 2020 г. 12:28`, `08:31, 08 Қыркүйек 2009 | GMT +5`."""

from __future__ import annotations

import re
from datetime import date, time, timezone
from typing import NamedTuple

from crawlers.extract.dates.moment import Moment, at, offset_of
from crawlers.extract.dates.zone_letters import ZONES
from crawlers.extract.documents import Precision

_TIME = (
    r"(?<!\d)(?P<hour>[01]?\d|2[0-3]):(?P<min>[0-5]\d)(?::(?P<sec>[0-5]\d))?(?!\d)"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?"
)
_YEAR_WORD = r"(?:(?:г|ж|р|d|m)\b\.?|года|року|жыл\w*)?"
_AT = r"(?:(?:um|at|в|о|o|a|alle|ore|as|a las|klo|kell|godz|саг|ora|saat|στις)\b\.?\s*)?"
_AFTER = re.compile(rf"[\s,|/t–—-]*{_YEAR_WORD}[\s,|/–—-]*{_AT}{_TIME}")
_BEFORE = re.compile(rf"{_TIME}(?:\s*uhr)?(?:\s*(?P<name>[a-z]{{3,4}}))?[\s,|/–—-]*$")
_ZONE = re.compile(r"[\s|(]*(?:(?P<name>[a-z]{3,4})\b)?\s*(?P<offset>[+-]\s?\d{1,2}(?::?\d\d)?)?(?!\d)")
_NEAR = 24
"""How far before a date its time may begin, characters."""


class Clocked(NamedTuple):
    """A day with the time printed beside it, and where both stand in the text."""

    moment: Moment
    start: int
    end: int


def clock_beside(text: str, found: re.Match[str], day: date, zone: str) -> Clocked:
    """Return `day`, which `found` matches in the folded `text`, with the time printed after or before it.

    The time is in the zone printed with it, or else in `zone`. Without a time only the day is known.
    """
    after = _AFTER.match(text, found.end())
    clock = after or _BEFORE.search(text, max(0, found.start() - _NEAR), found.start())
    if not clock:
        return Clocked(Moment(day, None, "day"), *found.span())
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"] == "p" else 0)
    shown = time(hour, int(clock["min"]), int(clock["sec"] or 0))
    precision: Precision = "second" if clock["sec"] else "minute"
    start, end = min(clock.start(), found.start()), max(clock.end(), found.end())
    return Clocked(at(day, shown, _zone(text, clock, end), zone, precision), start, end)


def _zone(text: str, clock: re.Match[str], end: int) -> timezone | None:
    """The zone named right after the time, or behind both date and time."""
    behind = _ZONE.match(text, end)
    name = (behind and behind["name"]) or clock.groupdict().get("name") or ""
    if behind and behind["offset"] and name in {"", "gmt", "utc"}:
        return offset_of(behind["offset"])
    return ZONES.get(name.upper())
