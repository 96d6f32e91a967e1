"""Facebook's own "Download your information" of a page, as JSON: `profile_posts_1.json` or `your_posts_1.json`.

A list of posts with `timestamp`, `data` and `attachments`; public programs that read it show no name, no address
and no counter of the page, so a mapping has to say whose it is. Its UTF-8 is escaped byte by byte as if it
were Latin-1. `title` and `tags` name people and are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crawlers.catalogue.accounts import Publisher
from crawlers.digests import digest
from crawlers.extract.documents import Document
from crawlers.extract.imports.cells import epoch, text
from crawlers.extract.imports.format import Context, Format
from crawlers.extract.imports.reading import Row
from crawlers.extract.imports.record import Record, Unusable


def _read(row: Row, context: Context) -> Record:
    if not (row.get("data") or row.get("attachments")):
        raise Unusable("has neither text nor attachment: no post, but an activity of the page")
    published = epoch(row["timestamp"], context.timezone)
    message = "\n".join(
        text(_mended(part.get("post"))) for part in _dicts(row.get("data")) if part.get("post")
    )
    attached = [item for one in _dicts(row.get("attachments")) for item in _dicts(one.get("data"))]
    media = [item["media"] for item in attached if isinstance(item.get("media"), dict)]
    links = [item["external_context"] for item in attached if isinstance(item.get("external_context"), dict)]
    extra = [text(_mended(one.get("description"))) for one in media] + [
        text(_mended(one.get("name"))) for one in links
    ]
    # Two posts of one second are told apart by their first picture, which stays when the text is edited.
    which = digest(str(media[0].get("uri", "")).rpartition("/")[2] if media else message)[:6]
    account = context.mapping.account
    return Record(
        publisher=Publisher(platform="facebook", id=account, name=account),
        document=Document(
            source_id="",
            url=f"urn:facebook:{account}:{int(float(row['timestamp']))}-{which}",
            kind="post",
            title="",
            text=message,
            captions=tuple(dict.fromkeys(line for line in extra if line and line != message)),
            published=published,
            extraction="page_download",
        ),
    )


def _mended(value: object) -> str:
    """Undo the escaping of UTF-8 as Latin-1; text that was not escaped so is left as it is."""
    plain = value if isinstance(value, str) else ""
    try:
        return plain.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return plain


def _dicts(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict))


FORMAT = Format(
    name="page_download",
    title='Facebook, "Download your information" of a page (JSON: profile_posts_1.json)',
    shape="list",
    needs=frozenset({"timestamp"}),
    one_of=frozenset({"data", "attachments"}),
    read=_read,
    needs_account=True,
)
