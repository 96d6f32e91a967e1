"""Posts of Facebook captured in a browser by Zeeschuimer, as it saves them (NDJSON) and as 4CAT passes them on.

Zeeschuimer wraps each item in an envelope with `timestamp_collected` (`js/zs-background.js`); 4CAT takes the item
out and adds `__import_meta`, or maps it to the CSV of `datasources/facebook/search_facebook.py`. The item is
Facebook's own story; its counters lie deep in `comet_sections.feedback` and are looked for by name, because the
path to them changes from year to year. Whoever scrolls also captures people: a post is taken only if its author
is an account of the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from crawlers.catalogue.accounts import Publisher
from crawlers.extract.documents import Counts, Document
from crawlers.extract.imports.cells import epoch, text, whole
from crawlers.extract.imports.format import Context, Format
from crawlers.extract.imports.reading import Row
from crawlers.extract.imports.record import Record, Unusable
from crawlers.extract.parsers.platforms.facebook import post_address


def _item(row: Row, context: Context) -> Record:
    story = row.get("data", row)
    content = story["comet_sections"]["content"]["story"]
    actors = content.get("actors") or story.get("actors")
    if not actors:
        raise Unusable("no author")
    author = actors[0]
    link = text(content.get("wwwURL") or story.get("permalink_url"))
    page_id = text(author.get("id"))
    feedback = story["comet_sections"].get("feedback", {})
    collected = row.get("timestamp_collected") or row.get("__import_meta", {}).get("timestamp_collected")
    created = next(_found(story["comet_sections"], "creation_time"), None)
    return Record(
        publisher=_author(page_id, text(author.get("url")), text(author.get("name"))),
        document=_post(
            link,
            page_id,
            text(content.get("post_id") or story.get("post_id")),
            text((content.get("message") or {}).get("text")),
            created,
            context,
            Counts(
                likes=whole(next(_found(feedback, "reaction_count", "count"), None)),
                comments=whole(next(_found(feedback, "comments", "total_count"), None)),
                shares=whole(next(_found(feedback, "share_count", "count"), None)),
                views=whole(next(_found(feedback, "video_view_count"), None)),
            ),
        ),
        observed_at=datetime.fromtimestamp(int(collected) / 1000, UTC) if collected else None,
    )


def _row(row: Row, context: Context) -> Record:
    if text(row["is_in_group"]).lower() == "yes":
        raise Unusable("stands in a group")
    author = text(row["author"])
    post = _post(
        text(row["url"]), "", text(row["id"]), text(row["body"]), row["unix_timestamp"], context, None
    )
    return Record(
        publisher=_author("", f"https://www.facebook.com/{author}", text(row.get("author_name"))),
        document=post,
    )


def _author(page_id: str, url: str, name: str) -> Publisher:
    """Take the handle from an address; `profile.php?id=…` and bare numbers are an id."""
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rpartition("/")[2]
    number = page_id or parse_qs(parts.query).get("id", [last if last.isdecimal() else ""])[0]
    handle = "" if last == "profile.php" else last
    return Publisher(platform="facebook", id=number, handle=handle, name=name, maybe_a_person=True)


def _post(
    link: str,
    page_id: str,
    post_id: str,
    message: str,
    created: object,
    context: Context,
    counts: Counts | None,
) -> Document:
    if "/groups/" in link:
        raise Unusable("stands in a group")
    url = post_address(link, page_id, post_id)
    if not url:
        raise Unusable("no address")
    return Document(
        source_id="",
        url=url,
        kind="post",
        title="",
        text=message,
        published=epoch(created, context.timezone),
        counts=counts,
        extraction="zeeschuimer",
    )


def _found(part: Any, *path: str) -> Iterator[Any]:
    """Yield the values under the keys of `path`, wherever in `part` they follow one another."""
    if isinstance(part, dict):
        value: Any = part
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        if value is not None and not isinstance(value, dict | list):
            yield value
        for inner in part.values():
            yield from _found(inner, *path)
    elif isinstance(part, list):
        for inner in part:
            yield from _found(inner, *path)


CAPTURED = Format(
    name="zeeschuimer",
    title="Zeeschuimer, Facebook posts (NDJSON)",
    shape="lines",
    needs=frozenset({"source_platform", "data"}),
    read=_item,
)
PASSED_ON = Format(
    name="zeeschuimer",
    title="4CAT, Facebook posts (NDJSON)",
    shape="lines",
    needs=frozenset({"comet_sections"}),
    read=_item,
)
MAPPED = Format(
    name="zeeschuimer",
    title="4CAT, Facebook posts (CSV)",
    shape="table",
    needs=frozenset({"id", "url", "body", "author", "unix_timestamp", "is_in_group"}),
    read=_row,
)
