"""What platforms' answers and exports are made of: JSON objects, and the texts, moments and lengths in them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from crawlers.extract.documents import DateMethod, PublishedDate

_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_HALF_A_SIGN = re.compile("[\ud800-\udfff]")
"""What is left where a platform cuts a text inside an emoji; no file can hold it."""


def text(value: object) -> str:
    """Return a text with single line ends and no invisible marks; empty when there is none."""
    plain = "" if value is None else str(value)
    if not plain:  # as most cells of exports are
        return ""
    if not plain.isascii():
        plain = _HALF_A_SIGN.sub("\ufffd", plain)
    return "\n".join(line.strip() for line in plain.replace("\x00", "").splitlines() if line.strip())


def line(value: object) -> str:
    """Return a text as one line."""
    return " ".join(text(value).split())


def instant(value: object) -> datetime | None:
    """Read a moment with its offset, as APIs write it (`2016-05-01T10:00:00+0000`), in UTC."""
    try:
        return datetime.fromisoformat(str(value)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def published(value: object, zone: str, method: DateMethod) -> PublishedDate | None:
    """Read when something was published; its day is that of `zone`."""
    moment = instant(value)
    if moment is None:
        return None
    day = moment.astimezone(ZoneInfo(zone)).date()
    return PublishedDate(day=day, instant=moment, precision="second", method=method, raw=str(value))


def seconds(value: str) -> int | None:
    """Read a length in ISO 8601, such as `PT1H2M3S`; None when it is none."""
    found = _DURATION.fullmatch(value)
    if not found:
        return None
    days, hours, minutes, rest = (int(part or 0) for part in found.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60 + rest
