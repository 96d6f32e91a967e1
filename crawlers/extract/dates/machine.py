"""Dates meant for machines: ISO 8601 in its many near misses, RFC 822, and what people type into such fields.

All keep the local day as written beside the instant in UTC. Kazakhstan moved to one zone, UTC+5, on 1 March 2024
(the east was UTC+6), so a day worked out from UTC alone is wrong for a fifth of the clock.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta, timezone
from zoneinfo import ZoneInfo

from crawlers.extract.dates.moment import Moment, at, offset_of
from crawlers.extract.dates.months import fold
from crawlers.extract.dates.printed import printed_dates
from crawlers.extract.documents import Precision
from crawlers.web.http_date import mail_date

_ISO = re.compile(
    r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)"
    r"(?:[T\s]+(?P<hour>\d{1,2}):(?P<min>\d\d)(?::(?P<sec>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<offset>Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d))?(Z|[+-]\d{4})?)?\s*")
"""Without its hyphens: `20191205`, `20191205T183000+0600`."""


_BROWSER = re.compile(
    r"([A-Z][a-z]{2}),? ([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) (?:GMT|UTC)([+-]\d{4})\b.*"
)
"""As JavaScript writes it: `Thu Dec 05 2019 10:00:00 GMT+0600 (…)`."""


def stamp(value: str, zone: str) -> Moment | None:
    """Read a date meant for machines, e.g. `2019-12-05T18:30:00+06:00`; None if it is none.

    A time without offset is in `zone` (a tz database name); one in UTC gives the day that it was in `zone`;
    any other offset is the writer's own clock and gives the day. Midnight to the second stands for no time.
    A date as it is printed for readers (`05.12.2019 18:30`) is read too, where it is the only one in `value`.
    """
    if compact := _COMPACT.fullmatch(value):
        year, month, day, hour, minute, second, offset = compact.groups()
        value = f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second or '00'}{offset or ''}" if hour else "")
    iso = _ISO.search(value)
    try:
        if iso:
            return _from_iso(iso, zone)
        if mail := mail_date(_BROWSER.sub(r"\1, \3 \2 \4 \5 \6", value)):
            offset_given = mail.tzinfo if isinstance(mail.tzinfo, timezone) else None
            return _at_clock(mail.date(), mail.time(), offset_given, zone, "second")
    except (ValueError, OverflowError):
        return None
    shown = printed_dates(fold(value), zone)
    return shown[0].moment if len(shown) == 1 else None


def own_offset(value: str) -> bool:
    """Whether a date for machines tells the writer's own clock: it has an offset, and that is not zero."""
    iso = _ISO.search(value)
    offset = offset_of(iso["offset"]) if iso and iso["offset"] else None
    return bool(offset and offset.utcoffset(None))


def is_utc(value: str) -> bool:
    """Whether a date for machines is a time in UTC, so that its local day depends on where the writer was."""
    iso = _ISO.search(value)
    if iso:
        offset = offset_of(iso["offset"]) if iso["offset"] else None
        return offset is not None and not offset.utcoffset(None)
    return value.rstrip().endswith(("GMT", "UTC", "+0000", "-0000"))


def _from_iso(iso: re.Match[str], zone: str) -> Moment:
    day = date(int(iso["y"]), int(iso["m"]), int(iso["d"]))
    if iso["hour"] is None:
        return Moment(day, None, "day")
    clock = time(int(iso["hour"]), int(iso["min"]), int(iso["sec"] or 0))
    precision: Precision = "second" if iso["sec"] else "minute"
    return _at_clock(day, clock, offset_of(iso["offset"] or ""), zone, precision)


def _at_clock(day: date, clock: time, offset: timezone | None, zone: str, precision: Precision) -> Moment:
    """Dates without a time are often written as midnight; a time in UTC is put on the clocks of `zone`."""
    if clock == time():
        return Moment(day, None, "day")
    moment = at(day, clock, offset, zone, precision)
    if moment.instant and offset and offset.utcoffset(None) == timedelta():
        local = moment.instant.astimezone(ZoneInfo(zone))
        if local.time() == time():  # midnight on the writer's clock, told in UTC
            return Moment(local.date(), None, "day")
        return moment._replace(day=local.date())
    return moment
