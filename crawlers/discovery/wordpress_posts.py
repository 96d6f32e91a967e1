"""What an answer of a WordPress REST API says about posts, as far as a crawl needs to know."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Post:
    """One entry of `/wp/v2/posts`."""

    url: str
    published: date | None
    """The local day, as the site prints it."""
    modified: datetime | None
    has_content: bool
    """False: the answer leaves the text out (a page builder); the page itself has to be asked for."""


def read_posts(body: bytes) -> list[Post] | None:
    """Read the posts in an answer of the API; None when it is no list of posts.

    Those behind a password are passed over: the site lists them, and shows their text to nobody.
    """
    try:
        entries = json.loads(body)
    except ValueError:
        return None
    if not isinstance(entries, list):
        return None
    return [
        _post(entry)
        for entry in entries
        if isinstance(entry, dict) and isinstance(entry.get("link"), str) and not _protected(entry)
    ]


def _protected(entry: dict[str, Any]) -> bool:
    content = entry.get("content")
    return isinstance(content, dict) and bool(content.get("protected"))


def _post(entry: dict[str, Any]) -> Post:
    content = entry.get("content")
    text = content.get("rendered") if isinstance(content, dict) else None
    published, modified = _moment(entry.get("date")), _moment(entry.get("modified_gmt"))
    return Post(
        url=entry["link"],
        published=published.date() if published else None,
        modified=modified.replace(tzinfo=UTC) if modified else None,
        has_content=bool(isinstance(text, str) and text.strip()),
    )


def _moment(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
