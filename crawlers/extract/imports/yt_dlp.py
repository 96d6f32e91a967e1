"""yt-dlp's `--dump-json` (one JSON object a line for each video of YouTube), `-J` and `.info.json`.

Fields as yt-dlp's README describes them under "Output template". `epoch` is when the line was made; `upload_date`
is a day in UTC. Comments that were asked for too (`--write-comments`) are not read.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from crawlers.catalogue.accounts import Publisher
from crawlers.extract.documents import AccountCounts, Counts, Document, PublishedDate
from crawlers.extract.imports.cells import epoch, language, moment, seconds, text, whole
from crawlers.extract.imports.counts import UNKNOWN
from crawlers.extract.imports.format import Context, Format
from crawlers.extract.imports.reading import Row
from crawlers.extract.imports.record import Record, Unusable
from crawlers.extract.parsers.platforms.youtube import channel_address, video_address


def _read(row: Row, context: Context) -> Record:
    extractor = text(row.get("extractor_key") or row.get("ie_key")).lower()
    if extractor != "youtube":
        raise Unusable(f"is no video of YouTube but of {extractor or 'nobody knows where'}")
    if row.get("availability") not in {None, "public", "unlisted"}:
        raise Unusable(f"is not public ({row['availability']})")
    if row.get("live_status") == "is_upcoming":
        raise Unusable("is announced and not yet published")
    channel_id = text(row.get("channel_id") or row.get("playlist_channel_id"))
    handle = text(row.get("uploader_id") or row.get("playlist_uploader_id")).removeprefix("@")
    observed = row.get("epoch")
    return Record(
        publisher=Publisher(
            platform="youtube",
            id=channel_id,
            handle=handle,
            name=text(row.get("channel") or row.get("uploader") or row.get("playlist_channel")),
            url=channel_address(channel_id) if channel_id else None,
        ),
        document=Document(
            source_id="",
            url=video_address(row["id"]),
            kind="video",
            title=text(row["title"]).replace("\n", " "),
            text=text(row.get("description")),
            declared_language=language(row.get("language")),
            published=_published(row, context.timezone),
            duration=seconds(row.get("duration")),
            counts=Counts(
                views=whole(row.get("view_count")),
                likes=whole(row.get("like_count")),
                comments=whole(row.get("comment_count")),
            ),
            extraction="yt_dlp",
        ),
        account=AccountCounts(followers=whole(row.get("channel_follower_count"))),
        observed_at=datetime.fromtimestamp(observed, UTC) if isinstance(observed, int | float) else None,
    )


def _published(row: dict[str, Any], zone: str) -> PublishedDate | None:
    """A flat list of a channel has no dates: its videos stay undated."""
    for key in ("release_timestamp", "timestamp"):
        if text(row.get(key)).lower() not in UNKNOWN:
            return epoch(row[key], zone)
    day = text(row.get("upload_date"))
    return moment(f"{day[:4]}-{day[4:6]}-{day[6:]}" if day.isdecimal() else day, zone)


FORMAT = Format(
    name="yt_dlp",
    title="yt-dlp, --dump-json (one JSON object a line), -J or .info.json",
    shape="lines",
    needs=frozenset({"id", "title"}),
    one_of=frozenset({"extractor_key", "ie_key"}),
    read=_read,
)
