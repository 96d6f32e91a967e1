"""When a record was captured: WARC-Date as the standard has it, coarse as it allows, and as others write it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from crawlers.web.http_date import served_at

_COARSE = re.compile(r"(\d{4})(?:-?(\d\d)(?:-?(\d\d)(?:[T ]?(\d\d)(?::?(\d\d)(?::?(\d\d))?)?)?)?)?Z?")
_FIRST_YEAR = 1991
"""Before it there was no web."""
_SKEW = timedelta(days=1)
_UNITS = (timedelta(days=1), timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1))


class UnknownTimeError(ValueError):
    """Nothing in a record says when it was captured. Its text says what stands there instead."""


def capture_time(stamp: str | None, served: str | None, now: datetime) -> tuple[datetime, bool]:
    """Return when a response was captured, UTC, and whether that is exact; `stamp` is its WARC-Date, `served` its HTTP Date.

    A coarse date (`2016`, `2016-06`, also without signs: `20160601102030`) is the HTTP date if that lies within it,
    else its last second, so that nothing printed on the page seems to be of the future. Raises UnknownTimeError when
    nothing says when it was, ValueError when that was tomorrow or later.
    """
    told = served_at(served)
    try:
        first, last = _period((stamp or "").strip())
    except ValueError:
        if told and _may_be(told, now):
            return told, True
        why = f"impossible WARC-Date {stamp[:40]!r}" if stamp else "no WARC-Date"
        raise UnknownTimeError(why) from None
    exact = last - first < _UNITS[1]
    moment = first if exact else min(last, max(first, now))
    if not exact and told and first <= told <= last:
        moment, exact = told, True
    if not _may_be(moment, now):
        raise ValueError(f"WARC-Date {stamp!r} is of the future or of a time before the web")
    return moment, exact


def _period(stamp: str) -> tuple[datetime, datetime]:
    """The first and the last second that a date may mean. Raises ValueError."""
    given = [int(part) for part in _parts(stamp)]
    if not given:
        moment = datetime.fromisoformat(stamp)
        try:
            moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
        except OverflowError as error:
            raise ValueError(str(error)) from None
        return moment, moment
    year, month, day, hour, minute, second = given + [0, 1, 1, 0, 0, 0][len(given) :]
    first = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    if len(given) == 1:
        after = datetime(year + 1, 1, 1, tzinfo=UTC)
    elif len(given) == 2:
        after = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    else:
        after = first + _UNITS[len(given) - 3]
    return first, after - timedelta(seconds=1)


def _parts(stamp: str) -> list[str]:
    found = _COARSE.fullmatch(stamp)
    return [part for part in found.groups() if part] if found else []


def _may_be(moment: datetime, now: datetime) -> bool:
    return moment.year >= _FIRST_YEAR and moment <= now + _SKEW
