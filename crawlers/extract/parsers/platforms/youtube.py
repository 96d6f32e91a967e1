"""Answers of YouTube: of its Data API v3 (channels, playlistItems, videos) and the public feed of a channel.

Fields as the API's discovery document (youtube:v3) describes them; counts come as text. The feed holds the newest
15 videos, with views and, as the count of its star rating, likes. Comments and commenters are in neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from crawlers.extract.documents import AccountCounts, Counts, Document
from crawlers.extract.page_input import NotADocument, PageInput
from crawlers.extract.parsers.platforms.answers import line, published, seconds, text
from crawlers.web.addresses import canonical
from crawlers.web.json_answers import json_object

_ATOM = {
    "atom": "http://www.w3.org/2005/Atom",
    "yt": "http://www.youtube.com/xml/schemas/2015",
    "media": "http://search.yahoo.com/mrss/",
}


def video_address(video_id: str) -> str:
    """Return the address under which a video is known."""
    return canonical(f"https://www.youtube.com/watch?v={video_id}")


def channel_address(channel_id: str) -> str:
    """Return the address of a channel."""
    return f"https://www.youtube.com/channel/{channel_id}"


def is_youtube(page: PageInput) -> bool:
    """Whether an answer says of itself that it is YouTube's."""
    start = page.body[:1024]
    return b'"youtube#' in start or _ATOM["yt"].encode() in start


def read_youtube(page: PageInput) -> list[Document]:
    """Return the videos that an answer describes. Raises NotADocument for one that describes none."""
    if page.body.lstrip()[:1] == b"<":
        found = [_of_feed(entry, page) for entry in _feed(page).iterfind("atom:entry", _ATOM)]
        if not found:
            raise NotADocument("an empty feed")
        return found
    answer = json_object(page.body)
    match answer.get("kind"):
        case "youtube#videoListResponse":
            return [_of_api(item, page) for item in _items(answer) if not _announced(item)]
        case "youtube#playlistItemListResponse":
            raise NotADocument("list of videos")
        case "youtube#channelListResponse":
            raise NotADocument("account")
    raise NotADocument(str(answer.get("kind", "not an answer of YouTube")))


def read_account(page: PageInput) -> AccountCounts | None:
    """Return the counters of the channel that an answer describes; None when it describes none."""
    answer = json_object(page.body)
    if answer.get("kind") != "youtube#channelListResponse":
        return None
    for item in _items(answer):
        told = item.get("statistics", {})
        hidden = told.get("hiddenSubscriberCount", False)
        return AccountCounts(
            followers=None if hidden else _count(told.get("subscriberCount")),
            documents=_count(told.get("videoCount")),
            views=_count(told.get("viewCount")),
        )
    return None


def read_gone(page: PageInput) -> list[str]:
    """Return the addresses of videos that were asked for by id and are not in the answer: deleted or private."""
    answer = json_object(page.body)
    if answer.get("kind") != "youtube#videoListResponse":
        return []
    asked = ",".join(parse_qs(urlsplit(page.url).query).get("id", [])).split(",")
    given = {item.get("id") for item in _items(answer)}
    return [video_address(video_id) for video_id in asked if video_id and video_id not in given]


def _items(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from (item for item in answer.get("items", ()) if isinstance(item, dict))


def _announced(item: dict[str, Any]) -> bool:
    """Whether a video is a premiere or stream that has yet to begin: nothing is published so far."""
    return bool(item.get("snippet", {}).get("liveBroadcastContent") == "upcoming")


def _of_api(item: dict[str, Any], page: PageInput) -> Document:
    told, counts = item.get("snippet", {}), item.get("statistics", {})
    return Document(
        source_id=page.source_id,
        url=video_address(item["id"]),
        kind="video",
        title=line(told.get("title")),
        text=text(told.get("description")),
        declared_language=_language(told.get("defaultAudioLanguage") or told.get("defaultLanguage")),
        published=published(told.get("publishedAt"), page.timezone, "api"),
        duration=seconds(item.get("contentDetails", {}).get("duration", "")),
        counts=Counts(
            views=_count(counts.get("viewCount")),
            likes=_count(counts.get("likeCount")),
            comments=_count(counts.get("commentCount")),
        ),
        extraction="youtube_api",
    )


def _feed(page: PageInput) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(page.body, parser)
    if root is None:
        raise NotADocument("not xml")
    return root


def _of_feed(entry: etree._Element, page: PageInput) -> Document:
    community = entry.find("media:group/media:community", _ATOM)
    views = community.find("media:statistics", _ATOM) if community is not None else None
    likes = community.find("media:starRating", _ATOM) if community is not None else None
    return Document(
        source_id=page.source_id,
        url=video_address(entry.findtext("yt:videoId", "", _ATOM)),
        kind="video",
        title=line(entry.findtext("atom:title", "", _ATOM)),
        text=text(entry.findtext("media:group/media:description", "", _ATOM)),
        published=published(entry.findtext("atom:published", "", _ATOM), page.timezone, "feed"),
        counts=Counts(
            views=_count(views.get("views")) if views is not None else None,
            likes=_count(likes.get("count")) if likes is not None else None,
        ),
        extraction="youtube_feed",
    )


def _count(value: object) -> int | None:
    return int(str(value)) if str(value).isdecimal() else None


def _language(value: str | None) -> str | None:
    found = re.match(r"[a-z]{2}(?![a-z])", (value or "").lower())
    return found[0] if found else None
