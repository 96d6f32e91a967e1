"""YouTube Data Tools' "Video List" and "Channel List" (CSV, earlier tab-separated).

Columns as its source writes them (`bernorieder/YouTube-Data-Tools`: mod_videos_list.php, mod_channels_list.php).
`duration` is read in place of `durationSec`, which older versions worked out without the hours.
"""

from __future__ import annotations

from crawlers.catalogue.accounts import Publisher
from crawlers.extract.documents import AccountCounts, Counts, Document
from crawlers.extract.imports.cells import identifier, language, seconds, text
from crawlers.extract.imports.format import Context, Format
from crawlers.extract.imports.reading import Row
from crawlers.extract.imports.record import Record, Unusable
from crawlers.extract.parsers.platforms.youtube import channel_address, video_address


def _video(row: Row, context: Context) -> Record:
    video_id, channel_id = text(row["videoId"]), text(row["channelId"])
    if not video_id or not channel_id:
        raise Unusable("no id: the video was gone when the list was made")
    return Record(
        publisher=Publisher(
            platform="youtube",
            id=channel_id,
            name=text(row.get("channelTitle")),
            url=channel_address(channel_id),
        ),
        document=Document(
            source_id="",
            url=video_address(video_id),
            kind="video",
            title=text(row["videoTitle"]).replace("\n", " "),
            text=text(row.get("videoDescription")),
            declared_language=language(row.get("defaultLAudioLanguage") or row.get("defaultLanguage")),
            published=context.moment(row["publishedAt"]),
            duration=seconds(row.get("duration") or row.get("durationSec")),
            counts=Counts(
                views=context.counts.read(row, "viewCount"),
                likes=context.counts.read(row, "likeCount"),
                comments=context.counts.read(row, "commentCount"),
            ),
            extraction="youtube_data_tools",
        ),
    )


def _channel(row: Row, context: Context) -> Record:
    channel_id = identifier(row["id"])
    if not channel_id:
        raise Unusable("no id")
    return Record(
        publisher=Publisher(
            platform="youtube", id=channel_id, name=text(row["title"]), url=channel_address(channel_id)
        ),
        account=AccountCounts(
            followers=context.counts.read(row, "subscriberCount"),
            documents=context.counts.read(row, "videoCount"),
            views=context.counts.read(row, "viewCount"),
        ),
    )


VIDEOS = Format(
    name="youtube_data_tools",
    title="YouTube Data Tools, video list (CSV)",
    shape="table",
    needs=frozenset({"videoId", "channelId", "publishedAt", "videoTitle"}),
    read=_video,
    counts=frozenset(("viewCount", "likeCount", "commentCount")),
)
CHANNELS = Format(
    name="youtube_data_tools",
    title="YouTube Data Tools, channel list (CSV)",
    shape="table",
    needs=frozenset({"id", "title", "subscriberCount", "videoCount", "viewCount"}),
    read=_channel,
    counts=frozenset(("subscriberCount", "videoCount", "viewCount")),
)
