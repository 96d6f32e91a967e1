"""What the cells of exports hold: texts, numbers, identifiers, moments."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from crawlers.extract.dates.machine import stamp
from crawlers.extract.dates.printed import printed
from crawlers.extract.dates.zone_letters import ZONES
from crawlers.extract.documents import Precision, PublishedDate
from crawlers.extract.imports.counts import UNKNOWN, CountColumn
from crawlers.extract.imports.record import Unusable
from crawlers.extract.parsers.platforms import answers
from crawlers.extract.parsers.platforms.answers import text

__all__ = ["address", "at", "epoch", "identifier", "language", "moment", "seconds", "text", "whole"]

_ZONED = re.compile(r"(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d)\s+([A-Z]{3,4})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)(.*)", re.DOTALL)
_HALF_A_DAY = re.compile(r"\d\s*[ap]\.?m\b", re.IGNORECASE)
_DRESS = " \t\r\n\u00a0\u200b\u200e\u200f\ufeff'’‘`´\""
"""What keeps a spreadsheet from taking an identifier for a number, or stays of that, at its ends."""
_GROUPED = re.compile(r"(\d{1,3}([.,'’\s])\d{3}(?:\2\d{3})+)(?:[.,]0+)?")
_NO_MOMENT = re.compile(r"(0|0000-00-00.*|1970-01-01|1970-01-01[ T]00:00:00.*|#+)$")
"""What databases and spreadsheets write in place of a date: zero, and a column that is too narrow."""
_THOUSANDTHS = 10**11
"""Of seconds this would be the year 5138."""
_LONGEST = 2**31 - 1
"""What the warehouse can hold of a length in seconds."""


def whole(value: object) -> int | None:
    """Read a count that stands by itself, as in JSON; None when there is none, or it is no count."""
    column = CountColumn()
    column.look(value)
    try:
        return column.read(value)
    except ValueError:
        return None


def identifier(value: object) -> str:
    """Read a platform's identifier, without what a spreadsheet put on or into it (`'123`, `123.0`, `112.233.445`).

    Raises Unusable where one has rounded it (`1.53E+14`).
    """
    plain = str("" if value is None else value).strip(_DRESS).lstrip("=").strip(_DRESS)
    if re.fullmatch(r"\d+([.,]\d+)?E\+?\d+", plain, re.IGNORECASE):
        raise Unusable(
            f"the identifier {plain} was rounded by a spreadsheet; export it again and do not open it there"
        )
    if found := _GROUPED.fullmatch(plain):
        return re.sub(r"\D", "", found[1])
    return "" if plain.lower() in UNKNOWN else re.sub(r"(?<=\d)[.,]0+$", "", plain)


def address(value: object) -> str:
    """Read the address of a post. Raises Unusable where a spreadsheet has rounded the number in it."""
    plain = text(value).strip("<>")
    if re.search(r"[/=]\d([.,]\d+)?E\+?\d\d", plain, re.IGNORECASE):
        raise Unusable(f"the number in {plain[:100]} was rounded by a spreadsheet; export it again")
    return f"https://{plain}" if re.match(r"(www\.|m\.)?facebook\.com/", plain, re.IGNORECASE) else plain


def at(
    instant: datetime, zone: str, precision: Precision = "second", raw: str | None = None
) -> PublishedDate:
    """Return a moment as a date; its day is that of `zone`."""
    day = instant.astimezone(ZoneInfo(zone)).date()
    instant = instant.astimezone(UTC)
    return PublishedDate(day=day, instant=instant, precision=precision, method="api", raw=raw)


def epoch(value: object, zone: str) -> PublishedDate | None:
    """Read a Unix time in seconds, or thousandths of them; None for zero, which is how programs say that they know none.

    Raises Unusable.
    """
    try:
        seconds = float(str(value))
        if abs(seconds) >= _THOUSANDTHS:
            seconds /= 1000
        return at(datetime.fromtimestamp(seconds, UTC), zone, raw=str(value)) if seconds > 0 else None
    except (ValueError, OverflowError, OSError):
        raise Unusable(f"{str(value)[:40]!r} is no Unix time") from None


def moment(
    value: object, zone: str, month_first: bool | None = None, clock: str | None = None
) -> PublishedDate | None:
    """Read a date for machines or readers; its day is that of `zone`. None where none is given; raises Unusable.

    A time printed without a zone is on the `clock` of that zone, by default of `zone` itself.
    `month_first` says how `05/01/2016` is meant; where nobody says, it is refused, because the rest of the column
    would be read half right and half wrong.
    """
    plain = str("" if value is None else value).strip()
    if plain.lower() in UNKNOWN or _NO_MOMENT.match(plain):
        return None
    if slashed := _SLASHED.fullmatch(plain):
        plain = _with_dots(slashed, month_first)
    if found := _ZONED.fullmatch(plain):
        offset = ZONES.get(found[2])
        if offset is None:
            raise Unusable(f"the time zone {found[2]} of {plain!r} is not known")
        return at(datetime.fromisoformat(found[1]).replace(tzinfo=offset), zone, raw=plain)
    if re.fullmatch(r"\d{9,10}(\d{3})?(\.\d+)?", plain):
        return epoch(plain, zone)
    try:
        exact = datetime.fromisoformat(plain)
    except ValueError:
        exact = None
    if exact and exact.tzinfo:
        return at(exact, zone, raw=plain)
    machine = None if _HALF_A_DAY.search(plain) else stamp(plain, clock or zone)
    read = machine or next(iter(printed(plain, clock or zone, None)), None)
    if read is None:
        raise Unusable(f"{plain[:40]!r} is no date")
    return at(read.instant, zone, read.precision, plain) if read.instant else read.found_by("api", plain)


def _with_dots(slashed: re.Match[str], month_first: bool | None) -> str:
    first, second = int(slashed[1]), int(slashed[2])
    if month_first is None and first != second and max(first, second) <= 12:
        raise Unusable(f"{slashed[0][:40]!r} may be two days: say month_first = true or false in a mapping")
    american = second > 12 if month_first is None else month_first
    day, month = (second, first) if american else (first, second)
    if month > 12:
        order = "the month" if american else "the day"
        raise Unusable(f"{slashed[0][:40]!r} is no date with {order} first, as the mapping says")
    return f"{day:02}.{month:02}.{slashed[3]}{slashed[4]}"


def seconds(value: object) -> int | None:
    """Read a length: seconds, or ISO 8601 such as `PT1H2M3S`; None when there is none."""
    plain = str("" if value is None else value).strip()
    if plain.startswith("P"):
        length = answers.seconds(plain)
    else:
        length = int(float(plain)) if re.fullmatch(r"\d+(\.\d+)?", plain) else None
    return length if length is not None and length <= _LONGEST else None


def language(value: object) -> str | None:
    """Read a language as ISO 639-1: `kk`, `de-DE`; None when it is something else."""
    found = re.match(r"([a-z]{2})(?:[-_]|$)", str(value or "").strip().lower())
    return found[1] if found else None
