"""A date that was read from a page, before it is known how far the place where it stood is to be trusted."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo

from crawlers.extract.documents import DateMethod, Precision, PublishedDate

_EARLIEST = 1990
"""No source of the study published on the web before."""


class Moment(NamedTuple):
    """The local day, the UTC instant if a time was given too, and how fine it is."""

    day: date
    instant: datetime | None
    precision: Precision

    def found_by(self, method: DateMethod, raw: str) -> PublishedDate:
        """The same as a document's date, with the place where it was read and the words."""
        return PublishedDate(
            day=self.day, instant=self.instant, precision=self.precision, method=method, raw=raw
        )


def at(day: date, clock: time, offset: timezone | None, zone: str, precision: Precision) -> Moment:
    """Join a day and the time shown beside it, by the offset given or else by the clocks of `zone`."""
    there = offset or ZoneInfo(zone)
    try:
        return Moment(day, datetime.combine(day, clock, there).astimezone(UTC), precision)
    except OverflowError:  # within a day of the calendar's ends
        return Moment(day, None, "day")


def plausible(moment: Moment, captured_at: datetime | None) -> bool:
    """Whether a document captured then can be of that date: not from before the web, not from the future.

    When it was captured may not be known: it was not in the future.
    """
    latest = (captured_at or datetime.now(UTC)).astimezone(UTC).date() + timedelta(days=1)
    return date(_EARLIEST, 1, 1) <= moment.day <= latest


def offset_of(text: str) -> timezone | None:
    """The offset that `Z`, `+0500`, `+05:00`, `+5` or `- 4` stand for; None for nothing and for nonsense."""
    if text.upper() == "Z":
        return UTC
    digits = "".join(letter for letter in text if letter.isdecimal())
    if not digits:
        return None
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    if hours > 14 or minutes > 59:
        return None
    return timezone((-1 if "-" in text else 1) * timedelta(hours=hours, minutes=minutes))
