"""One page that somebody holds as text, read like an archived one: the `article` filter."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from crawlers.extract.bounded import read_within_bounds
from crawlers.extract.dates.zones import presumed_zone
from crawlers.extract.page_input import PageInput
from crawlers.web.addresses import site

_NOWHERE = "https://page.invalid/of-unknown-address"
"""Stands for the address of a page that has none (RFC 2606 keeps the name from being anybody's)."""


def read_article(
    url: str | None, html: str, captured_at: str | None = None, timezone: str | None = None
) -> dict[str, Any]:
    """Return title, text and date of the article in `html`, and its `outcome`: `document`, or why it is none.

    `published_day` is the local day as the page prints it, `published_raw` its words, `published_at` the instant in
    UTC (ISO 8601) where the page gives one, else the day. All are None where nothing is known or nothing published.

    `captured_at` (ISO 8601, UTC where it has no offset) is when the page was fetched: without it, dates that need it
    (`yesterday`, `5 декабря`) are not read. `timezone` (tz database) is the clock of the site; without it, that of the
    country of its address. Raises ValueError for a moment or a zone that is none.
    """
    address = url or _NOWHERE
    page = PageInput(
        url=address,
        body=html.encode("utf-8", "replace"),
        mime="text/html",
        charset="utf-8",
        captured_at=_moment(captured_at) if captured_at else None,
        role="article",
        source_id=site(address),
        reader=None,
        articles=None,
        timezone=_zone(timezone) if timezone else presumed_zone(address),
    )
    keys = ("title", "text", "published_day", "published_raw", "published_at", "published_precision")
    nothing = dict.fromkeys((*keys, "published_method"))
    answered = read_within_bounds(page)
    if not answered.documents:
        return nothing | {"outcome": answered.outcome}
    document = answered.documents[0]
    found = nothing | {"title": document.title, "text": document.text, "outcome": "document"}
    if published := document.published:
        found |= {
            "published_day": published.day.isoformat(),
            "published_raw": published.raw,
            "published_at": (published.instant or published.day).isoformat(),
            "published_precision": published.precision,
            "published_method": published.method,
        }
    return found


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"captured_at is no moment in ISO 8601: {text!r}") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):  # an unknown name, a path out of the database, a folder of it
        raise ValueError(f"timezone is none of the tz database: {name!r}") from None
