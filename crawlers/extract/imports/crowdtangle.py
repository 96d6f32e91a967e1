"""CrowdTangle's "Historical Data" CSV of Facebook pages: the widely held source for the years before 2024.

Columns as 4CAT's importer (`datasources/custom/import_formats.py`) and published notebooks read them. The name of
the last one, the overperforming score, differs from file to file and is not used. Times carry the zone of
the dashboard (`2016-05-01 10:00:00 EDT`). Exports of groups have `Group Name` in place of `Page Name` and are
not taken: what stands in a group was written by people.
"""

from __future__ import annotations

from crawlers.catalogue.accounts import Publisher
from crawlers.extract.documents import AccountCounts, Counts, Document
from crawlers.extract.imports.cells import address, identifier, text
from crawlers.extract.imports.counts import UNKNOWN
from crawlers.extract.imports.format import Context, Format
from crawlers.extract.imports.reading import Row
from crawlers.extract.imports.record import Record, Unusable
from crawlers.extract.parsers.platforms.facebook import post_address

_REACTIONS = ("Likes", "Love", "Wow", "Haha", "Sad", "Angry", "Care")


def _read(row: Row, context: Context) -> Record:
    published = context.moment(row["Post Created"])
    page_id = identifier(row["Facebook Id"])
    url = post_address(address(row["URL"]), page_id)
    if not url:
        raise Unusable("no address")
    is_video = "video" in text(row.get("Type")).lower()
    message = text(row["Message"])
    extra = (text(row.get(column)) for column in ("Link Text", "Description", "Image Text"))
    return Record(
        publisher=Publisher(
            platform="facebook", id=page_id, handle=text(row["User Name"]), name=text(row["Page Name"]),
            url=f"https://www.facebook.com/{text(row['User Name']) or page_id}",
        ),
        document=Document(
            source_id="",
            url=url,
            kind="post",
            title="",
            text=message,
            captions=tuple(dict.fromkeys(line for line in extra if line and line != message)),
            published=published,
            counts=Counts(
                views=context.counts.read(row, "Post Views") if is_video else None,  # other posts say 0 and mean nothing
                likes=_sum(row, context),
                comments=context.counts.read(row, "Comments"),
                shares=context.counts.read(row, "Shares"),
            ),
            extraction="crowdtangle",
        ),
        account=AccountCounts(followers=context.counts.read(row, "Followers at Posting")) if published else None,
        account_at=published.instant if published else None,
    )  # fmt: skip


def _sum(row: Row, context: Context) -> int | None:
    """All reactions; unknown where one of those that are given is."""
    given = [column for column in _REACTIONS if text(row.get(column)).lower() not in UNKNOWN]
    known = [count for column in given if (count := context.counts.read(row, column)) is not None]
    return sum(known) if known and len(known) == len(given) else None


FORMAT = Format(
    name="crowdtangle",
    title="CrowdTangle, historical data of Facebook pages (CSV)",
    shape="table",
    needs=frozenset(
        {
            "Page Name",
            "User Name",
            "Facebook Id",
            "Post Created",
            "URL",
            "Message",
            "Likes",
            "Comments",
            "Shares",
        }
    ),
    read=_read,
    counts=frozenset((*_REACTIONS, "Comments", "Shares", "Post Views", "Followers at Posting")),
)
