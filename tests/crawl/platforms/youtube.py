"""A stand-in for YouTube: answers as the Data API's published discovery document says, and checks that it does.

Every answer is validated against the document's schemas, with no field that they do not name; every request
against the parameters that the method requires and knows.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from jsonschema import Draft202012Validator

from tests.crawl.loopback import Asked, Reply

CHANNEL = "UC" + "a" * 22
UPLOADS = "UU" + "a" * 22
KEY = "AIza-test-key-that-must-never-be-written"


@cache
def discovery() -> dict[str, Any]:
    """YouTube's discovery document, as the package google-api-python-client ships it."""
    path = files("googleapiclient") / "discovery_cache" / "documents" / "youtube.v3.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@cache
def schema(name: str) -> Draft202012Validator:
    """A schema of the discovery document as a JSON Schema; objects may hold nothing that it does not name."""
    definitions = {one: _json_schema(part) for one, part in discovery()["schemas"].items()}
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": definitions})


def _json_schema(part: Any) -> Any:
    if isinstance(part, list):
        return [_json_schema(one) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return {"$ref": f"#/$defs/{part['$ref']}"}
    kept = {key: part[key] for key in ("type", "enum", "pattern") if key in part}
    if "properties" in part:
        kept["properties"] = {name: _json_schema(one) for name, one in part["properties"].items()}
        kept["additionalProperties"] = False
    if "items" in part:
        kept["items"] = _json_schema(part["items"])
    return kept


@dataclass
class Video:
    """One video of the stand-in."""

    video_id: str
    published: datetime
    views: int = 10
    title: str = "Концерт 🎶"
    public: bool = True


@dataclass
class Youtube:
    """One channel and its videos, newest first."""

    videos: list[Video] = field(default_factory=list)
    created: datetime = datetime(2008, 5, 1, tzinfo=UTC)
    handle: str = "@dacia.kz"
    user: str = "daciakz"
    trouble: list[Reply] = field(default_factory=list)
    """Answers to the next calls, in place of the right ones."""
    units_a_day: int = 10_000
    token: str = "TOKEN"
    """How the tokens of pages begin; it knows no others."""
    calls: list[str] = field(default_factory=list)
    """What was asked for: `channels`, `playlistItems`, `videos`."""

    @classmethod
    def with_videos(cls, count: int) -> Youtube:
        """A channel of so many videos, one every two days."""
        newest = datetime(2016, 7, 20, 12, tzinfo=UTC)
        return cls(
            [Video(f"video{number:06}", newest - timedelta(days=2 * number)) for number in range(count)][
                :count
            ]
        )

    def answer(self, asked: Asked) -> Reply:
        """Answer one request."""
        parts = urlsplit(asked.path)
        what = parts.path.rpartition("/")[2]
        given = dict(parse_qsl(parts.query))
        assert "key" not in given, "the key is in the address"
        self.calls.append(what)
        if self.trouble:
            return self.trouble.pop(0)
        if asked.headers.get("x-goog-api-key") != KEY:
            return error(400, "badRequest", "API key not valid. Please pass a valid API key.")
        if len(self.calls) > self.units_a_day:
            return error(
                403, "quotaExceeded", "The request cannot be completed because you have exceeded your quota."
            )
        method = discovery()["resources"][what]["methods"]["list"]
        _check_parameters(method, given)
        body = {"channels": self._channels, "playlistItems": self._items, "videos": self._videos}[what](given)
        if isinstance(body, Reply):
            return body
        schema(method["response"]["$ref"]).validate(body)
        return Reply(
            json.dumps(body, ensure_ascii=False), headers={"Content-Type": "application/json; charset=UTF-8"}
        )

    def _channels(self, given: dict[str, str]) -> dict[str, Any]:
        names = {"id": CHANNEL, "forHandle": self.handle, "forUsername": self.user}
        found = any(given.get(by) == name for by, name in names.items())
        channel = {
            "kind": "youtube#channel",
            "etag": "e",
            "id": CHANNEL,
            "snippet": {
                "title": "Dacia",
                "description": "",
                "customUrl": self.handle,
                "publishedAt": _stamp(self.created),
            },
            "contentDetails": {"relatedPlaylists": {"likes": "", "uploads": UPLOADS}},
            "statistics": {
                "viewCount": str(sum(video.views for video in self.videos)),
                "subscriberCount": "412",
                "hiddenSubscriberCount": False,
                "videoCount": str(len(self.videos)),
            },
        }
        return _page("youtube#channelListResponse", [channel] if found else [])

    def _items(self, given: dict[str, str]) -> dict[str, Any] | Reply:
        assert given["playlistId"] == UPLOADS
        if not self.videos:
            return error(
                404,
                "playlistNotFound",
                "The playlist identified with the request's playlistId parameter cannot be found.",
            )
        made, _, place = given.get("pageToken", f"{self.token}-0").partition("-")
        if made != self.token:
            return error(400, "invalidPageToken", "The request specifies an invalid page token.")
        size, start = int(given["maxResults"]), int(place)
        items = [
            {
                "kind": "youtube#playlistItem",
                "etag": "e",
                "id": f"item-{video.video_id}",
                "contentDetails": {"videoId": video.video_id, "videoPublishedAt": _stamp(video.published)},
            }
            for video in self.videos[start : start + size]
        ]
        following = (
            {"nextPageToken": f"{self.token}-{start + size}"} if start + size < len(self.videos) else {}
        )
        return _page("youtube#playlistItemListResponse", items, len(self.videos)) | following

    def _videos(self, given: dict[str, str]) -> dict[str, Any]:
        wanted = given["id"].split(",")
        assert len(wanted) <= 50
        public = {video.video_id: video for video in self.videos if video.public}
        return _page(
            "youtube#videoListResponse", [_described(public[one]) for one in wanted if one in public]
        )


def feed(youtube: Youtube) -> str:
    """The public feed of the channel: its newest 15 videos."""
    entries = "".join(
        f"<entry><id>yt:video:{v.video_id}</id><yt:videoId>{v.video_id}</yt:videoId><yt:channelId>{CHANNEL}</yt:channelId>"
        f'<title>{v.title}</title><link rel="alternate" href="https://www.youtube.com/watch?v={v.video_id}"/>'
        f"<author><name>Dacia</name></author><published>{v.published.isoformat()}</published><updated>{v.published.isoformat()}</updated>"
        f"<media:group><media:title>{v.title}</media:title><media:description>Text</media:description><media:community>"
        f'<media:starRating count="3" average="5.00" min="1" max="5"/><media:statistics views="{v.views}"/>'
        "</media:community></media:group></entry>"
        for v in youtube.videos[:15]
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" '
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">'
        f"<id>yt:channel:{CHANNEL[2:]}</id><title>Dacia</title><published>{youtube.created.isoformat()}</published>{entries}</feed>"
    )


def error(status: int, reason: str, message: str) -> Reply:
    """An error as Google's APIs write it."""
    body = {
        "error": {
            "code": status,
            "message": message,
            "errors": [{"message": message, "domain": "youtube", "reason": reason}],
        }
    }
    return Reply(json.dumps(body), status, {"Content-Type": "application/json; charset=UTF-8"})


def _check_parameters(method: dict[str, Any], given: dict[str, str]) -> None:
    known = method["parameters"]
    assert given.keys() <= known.keys(), f"unknown parameters: {given.keys() - known.keys()}"
    missing = {name for name, one in known.items() if one.get("required")} - given.keys()
    assert not missing, f"missing parameters: {missing}"
    if "maxResults" in given:
        assert int(given["maxResults"]) <= int(known["maxResults"]["maximum"])


def _page(kind: str, items: list[dict[str, Any]], total: int | None = None) -> dict[str, Any]:
    shown = len(items) if total is None else total
    return {
        "kind": kind,
        "etag": "e",
        "items": items,
        "pageInfo": {"totalResults": shown, "resultsPerPage": len(items)},
    }


def _described(video: Video) -> dict[str, Any]:
    return {
        "kind": "youtube#video",
        "etag": "e",
        "id": video.video_id,
        "snippet": {
            "publishedAt": _stamp(video.published),
            "channelId": CHANNEL,
            "channelTitle": "Dacia",
            "title": video.title,
            "description": "Первая строка\n\nДруга",
            "liveBroadcastContent": "none",
            "defaultAudioLanguage": "ro-RO",
        },
        "contentDetails": {"duration": "PT1H2M3S", "dimension": "2d", "caption": "false"},
        "statistics": {"viewCount": str(video.views), "likeCount": "3", "favoriteCount": "0"},
    }


def _stamp(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
