"""Any CSV whose columns a mapping names."""

from __future__ import annotations

import re
from typing import get_args

from crawlers.catalogue.accounts import AccountPlatform, Publisher
from crawlers.extract.documents import AccountCounts, Counts, Document
from crawlers.extract.imports.cells import address, identifier, language, seconds, text
from crawlers.extract.imports.format import Context, Format
from crawlers.extract.imports.reading import Row
from crawlers.extract.imports.record import Mapping, Record, Unusable
from crawlers.extract.parsers.platforms.facebook import page_named_in, post_address
from crawlers.extract.parsers.platforms.youtube import video_address

_COUNTS = ("views", "likes", "comments", "shares", "followers")


def plain(mapping: Mapping) -> Format:
    """Return the format that `mapping` describes; it has columns."""
    columns = mapping.columns
    assert columns is not None
    return Format(
        name="plain_csv",
        title="a plain CSV with a mapping",
        shape="table",
        needs=frozenset(columns.named.values()),
        read=_read,
        counts=frozenset(column for name, column in columns.named.items() if name in _COUNTS),
    )


def _read(row: Row, context: Context) -> Record:
    columns, account = context.mapping.columns, context.mapping.account
    assert columns is not None
    counts = {name: context.counts.read(row, columns.named.get(name, "")) for name in _COUNTS}
    cell = {field: row[column] for field, column in columns.named.items()}
    platform: AccountPlatform = next(
        one for one in get_args(AccountPlatform) if one == context.mapping.platform
    )
    account_id, account_name = identifier(cell.get("account_id")), text(cell.get("account_name"))
    url = _address(platform, address(cell.get("url")), identifier(cell.get("id")), account_id or account)
    return Record(
        publisher=Publisher(
            platform=platform,
            id=account_id or ("" if account_name else account),
            handle=page_named_in(text(cell.get("url"))) if platform == "facebook" else "",
            name=account_name,
        ),
        document=Document(
            source_id="",
            url=url,
            kind="video" if platform == "youtube" else "post",
            title=text(cell.get("title")).replace("\n", " "),
            text=text(cell.get("text")),
            declared_language=language(cell.get("language")),
            published=context.moment(cell["published"]),
            duration=seconds(cell.get("duration")),
            counts=Counts(**{name: count for name, count in counts.items() if name != "followers"}),
            extraction="plain_csv",
        ),
        account=AccountCounts(followers=counts["followers"]),
    )


def _address(platform: AccountPlatform, url: str, item_id: str, account: str) -> str:
    if platform == "youtube":
        if not url.startswith("http") and not item_id:
            raise Unusable("neither address nor id")
        return video_address(item_id or re.split(r"[&?]", re.split(r"[?&]v=|/", url)[-1])[0])
    if found := post_address(url, account if account.isdecimal() else "", item_id):
        return found
    if not item_id:
        raise Unusable("neither an address of Facebook nor an id")
    page, _, post = item_id.partition("_")
    return (
        f"https://facebook.com/{page}/posts/{post}"
        if post
        else f"https://facebook.com/{account}/posts/{page}"
    )
