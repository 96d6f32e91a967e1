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
    protected: bool = False
    """True: it stands behind a password; the site lists it, and shows its text to nobody."""


def listed_posts(body: bytes) -> list[Post] | None:
    """Read the posts in an answer of the API; None when it is no list of posts."""
    try:
        entries = json.loads(body)
    except ValueError:
        return None
    if not isinstance(entries, list):
        return None
    return [
        _post(entry) for entry in entries if isinstance(entry, dict) and isinstance(entry.get("link"), str)
    ]


def _post(entry: dict[str, Any]) -> Post:
    content = entry.get("content")
    text, protected = (
        content.get(key) if isinstance(content, dict) else None for key in ("rendered", "protected")
    )
    published, modified = _moment(entry.get("date")), _moment(entry.get("modified_gmt"))
    return Post(
        url=entry["link"],
        published=published.date() if published else None,
        modified=modified.replace(tzinfo=UTC) if modified else None,
        has_content=bool(isinstance(text, str) and text.strip()),
        protected=bool(protected),
    )


def _moment(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
