"""Reads a list of posts (or one post) as WordPress' REST API gives it.

Fields after https://developer.wordpress.org/rest-api/reference/posts/. One capture gives many documents.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from crawlers.extract.dates.machine import stamp
from crawlers.extract.dates.moment import Moment
from crawlers.extract.documents import Document, Kind, PublishedDate
from crawlers.extract.metadata.title import tidy
from crawlers.extract.page_input import NotADocument, PageInput
from crawlers.extract.text.body import prose
from crawlers.web.addresses import canonical, site

Post = dict[str, Any]
_MEDIA = re.compile(r"<(img|picture|video|audio|iframe|embed|object|figure)\b|\[gallery", re.IGNORECASE)


def read_posts(page: PageInput) -> list[Document]:
    """Read every published post; those behind a password, empty ones (their page says what they show) and media files are left out.

    A post of pictures, or a note without a title, is a publication, too: its kind is `post` where it has no words.

    Raises NotADocument if the answer is no list of posts, or none of them is left.
    """
    try:
        answer = json.loads(page.html)
    except (ValueError, RecursionError):
        raise NotADocument("not json") from None
    posts = answer if isinstance(answer, list) else [answer]
    documents = [document for post in posts if isinstance(post, dict) for document in _document(page, post)]
    if not documents:
        raise NotADocument("no posts")
    return documents


def _document(page: PageInput, post: Post) -> Iterator[Document]:
    title = tidy(html.unescape(re.sub(r"<[^>]+>", "", _rendered(post, "title"))))
    given = post.get("content")
    protected = isinstance(given, dict) and given.get("protected")
    if protected or post.get("status", "publish") != "publish" or post.get("type") == "attachment":
        return
    content = _rendered(post, "content")
    body = prose(content)
    try:
        url = canonical(str(post.get("link") or ""))
    except ValueError:
        return
    if not (body.text or _MEDIA.search(content)) or site(url) != site(page.url):
        return
    kind: Kind = "article" if body.text else "post"
    yield Document(
        source_id=page.source_id,
        url=url,
        kind="page" if post.get("type") == "page" else kind,
        title=title,
        text=body.text,
        captions=body.captions,
        left_out=body.left_out,
        declared_language=_language(post),
        published=_published(page, post),
        modified_at=_instant(post.get("modified_gmt")),
        aliases=_aliases(post, url),
        extraction="wordpress_rest",
    )


def _rendered(post: Post, field: str) -> str:
    value = post.get(field)
    rendered = value.get("rendered") if isinstance(value, dict) else None
    return _whole_letters(rendered) if isinstance(rendered, str) else ""


def _whole_letters(text: str) -> str:
    """Put a replacement character where JSON escapes half of a letter: PHP cuts titles in the middle of an emoji."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _published(page: PageInput, post: Post) -> PublishedDate | None:
    """`date` is by the site's clock and gives the day, `date_gmt` the instant."""
    words = str(post.get("date") or post.get("date_gmt") or "")
    instant = _instant(post.get("date_gmt"))
    local = stamp(words if post.get("date") or not instant else instant.isoformat(), page.timezone)
    if local is None or local.day.year < 1990:
        return None
    moment = Moment(local.day, instant or local.instant, "second" if instant else local.precision)
    return moment.found_by("api", words)


def _instant(value: object) -> datetime | None:
    """An instant that WordPress gives in UTC without saying so; None for its zero date."""
    found = (
        stamp(value + "Z", "UTC")
        if isinstance(value, str) and value and not value.startswith("0000")
        else None
    )
    return found.instant if found else None


def _language(post: Post) -> str | None:
    """Polylang adds `lang`, WPML `wpml_current_locale`."""
    code = str(post.get("lang") or post.get("wpml_current_locale") or "")[:2].lower()
    return code if re.fullmatch(r"[a-z]{2}", code) else None


def _aliases(post: Post, url: str) -> tuple[str, ...]:
    """WordPress serves every post by its number too, whatever its permalink."""
    number = post.get("id")
    if not isinstance(number, int):
        return ()
    short = f"https://{site(url)}/?{'page_id' if post.get('type') == 'page' else 'p'}={number}"
    return (short,) if short != url else ()
