"""Dates as RFC 822 has them: in the headers of HTTP and the items of RSS."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def mail_date(text: str | None) -> datetime | None:
    """Read such a date; None when there is none that makes sense. Without a zone that is known it is naive."""
    try:
        return parsedate_to_datetime((text or "").strip())
    except (ValueError, TypeError, OverflowError, IndexError):  # it raises each of them
        return None


def served_at(header: str | None) -> datetime | None:
    """Read an HTTP Date header; None when there is none that makes sense."""
    moment = mail_date(header)
    try:
        return moment and moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except OverflowError:  # the first or the last day that there is
        return None
