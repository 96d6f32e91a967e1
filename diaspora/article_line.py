"""One page that somebody holds as text, read like an archived one: the `article` filter."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from crawlers.extract.parsers import NotADocument, PageInput, read
from crawlers.web.addresses import site


def read_article(url: str, html: str) -> dict[str, Any]:
    """Return title, text and date of the article in `html`; all None when the page is no article.

    Published instants are ISO 8601 in UTC where the page gives a moment, else the local day.
    """
    page = PageInput(
        url=url,
        body=html.encode(),
        mime="text/html",
        charset="utf-8",
        captured_at=datetime.now(UTC),
        role="article",
        source_id=site(url),
        reader=None,
        articles=None,
    )
    nothing = dict.fromkeys(("title", "text", "published_at", "published_precision", "published_method"))
    try:
        document = read(page)[0]
    except NotADocument:
        return nothing
    published = document.published
    when = (published.instant or published.day).isoformat() if published else None
    return nothing | {
        "title": document.title,
        "text": document.text,
        "published_at": when,
        "published_precision": published.precision if published else None,
        "published_method": published.method if published else None,
    }
