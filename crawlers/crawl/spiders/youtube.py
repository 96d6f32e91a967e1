"""Collects a YouTube channel: by the Data API v3 with a key, else by its public feed of the newest 15 videos.

A call of channels, playlistItems or videos costs one unit of quota and gives up to 50 entries, so a channel of n
videos takes 1 + 2·⌈n/50⌉ calls at first, and two when nothing is new: the channel, and the first page of its uploads.
Once in `youtube.refresh_days` the list is read to its end again, and every video is described again when its own
description is that old; so a refresh that the quota cuts short goes on where it stopped.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from zoneinfo import ZoneInfo

from lxml import etree

from crawlers.archive.records import Capture
from crawlers.crawl.discovery.context import FetchFailed
from crawlers.crawl.reasons import refusal
from crawlers.crawl.result import CrawlAborted, sentence
from crawlers.crawl.spiders.account import Asking, answers
from crawlers.crawl.spiders.pagination import ListPage, PaginationCursor, StaleToken, read_list
from crawlers.crawl.spiders.source_spider import Ended
from crawlers.web.json_answers import json_object

_MOST = 50
"""Entries of one answer, by the discovery document."""
_IN_FEED = 15
_NEVER = datetime.min.replace(tzinfo=UTC)
_USED_UP = {"quotaExceeded", "dailyLimitExceeded", "rateLimitExceeded", "userRateLimitExceeded"}
_CHANNEL_ID = re.compile(r"UC[\w-]{22}")
_ATOM = {"atom": "http://www.w3.org/2005/Atom", "yt": "http://www.youtube.com/xml/schemas/2015"}


@dataclass(slots=True)
class KnownChannel:
    """What the archive holds of one channel."""

    channel_id: str = ""
    videos: PaginationCursor = field(default_factory=PaginationCursor)
    asked: dict[str, datetime] = field(default_factory=dict)
    """Videos and when they were last asked for by their id."""
    gone: set[str] = field(default_factory=set)
    """Videos that were asked for and are deleted or private."""

    @classmethod
    def of(cls, folder: Path, account_id: str) -> KnownChannel:
        """Read the archive files of a source, as far as they are about the account of this id."""
        found = cls()
        for capture in answers(folder, account_id):
            if capture.role == "api":
                found._learn(capture)
        return found

    def _learn(self, capture: Capture) -> None:
        answer, asked = json_object(capture.body), parse_qs(urlsplit(capture.url).query)
        match answer.get("kind"):
            case "youtube#channelListResponse":
                self.channel_id = next((item["id"] for item in _items(answer)), self.channel_id)
            case "youtube#playlistItemListResponse":
                token = asked.get("pageToken", [None])[0]
                self.videos.page(token, answer.get("nextPageToken"), _listed(answer), capture.captured_at)
            case "youtube#videoListResponse":
                self.describe(asked.get("id", [""])[0].split(","), answer, capture.captured_at)

    def describe(self, asked: Collection[str], answer: dict[str, Any], at: datetime) -> None:
        """Take in an answer that describes videos."""
        given = {item["id"] for item in _items(answer)}
        self.asked |= dict.fromkeys(asked, at)
        self.gone = (self.gone | set(asked)) - given

    def to_ask(self, before: Collection[str], stale: datetime) -> list[str]:
        """Return the videos to ask for, those longest not asked for first.

        They are those of the list that were not asked for since `stale`, and those that were described once and
        have left the list: at once when they were in it `before`, then like the others until they are gone.
        """
        listed = self.videos.whole
        left = sorted(self.asked.keys() - listed - self.gone)
        just_left = set(left) & set(before)
        due = (one for one in (*listed, *left) if one in just_left or self.asked.get(one, _NEVER) <= stale)
        return sorted(due, key=lambda one: self.asked.get(one, _NEVER))


async def collect_by_api(asking: Asking) -> Ended:
    """Collect the channel by the Data API; its account's id is a channel id, a handle (`@…`) or a user name."""
    history = KnownChannel.of(asking.folder, asking.account.id)
    channel = await _channel(asking, history)
    stale = datetime.now(UTC) - timedelta(days=asking.study.youtube.refresh_days)
    before, whole_at = set(history.videos.whole), history.videos.whole_at
    await _list(asking, history, channel, everything=whole_at is not None and whole_at <= stale)
    wanted = history.to_ask(before, stale)
    await _describe(asking, history, wanted)
    asking.tally.unchanged = len(history.videos.whole.keys() - set(wanted))
    created = _day(channel["snippet"]["publishedAt"], asking)
    gone = len(history.gone & set(wanted))
    reason = f"{asking.tally.fetched} videos described, {asking.tally.unchanged} known and not yet due"
    reason += f", {gone} deleted or private" if gone else ""
    return Ended(
        "complete",
        f"{reason}; {asking.assignment.budget.used} units of quota so far.",
        (created, asking.today),
    )


async def collect_by_feed(asking: Asking) -> Ended:
    """Collect the newest 15 videos from the channel's feed; no error of the feed says that a video is gone."""
    channel_id = asking.account.id
    if not _CHANNEL_ID.fullmatch(channel_id):
        channel_id = KnownChannel.of(asking.folder, channel_id).channel_id
    if not channel_id:
        raise CrawlAborted(
            "blocked",
            f"Without YOUTUBE_API_KEY only a channel's own id (UC…) can be collected, and {asking.account.id!r} is none.",
        )
    url = f"{asking.study.youtube.feed}?{urlencode({'channel_id': channel_id})}"
    before = [one.body for one in answers(asking.folder, asking.account.id) if one.url == url]
    listed = asking.assignment.history.listed(url) if before else None
    try:
        answer = await asking.ask(url, "feed", listed.conditions if listed else {})
    except FetchFailed as why:
        if "robots.txt" in str(why):
            raise CrawlAborted(
                "blocked", f"{sentence(str(why))} With YOUTUBE_API_KEY the channel can be collected."
            ) from None
        raise CrawlAborted("partial", sentence(str(why))) from None
    if answer.status == 304:
        return _ended_feed(before[-1], asking, new=False)
    if answer.status != 200:
        refused = refusal(answer) or f"the feed answers {answer.status}, which it often does for a while"
        raise CrawlAborted("partial", sentence(f"{refused}; nothing follows from it for the channel"))
    return _ended_feed(answer.body, asking, new=True)


def _ended_feed(body: bytes, asking: Asking, *, new: bool) -> Ended:
    """A feed of fewer than 15 videos shows all there are; a full one vouches for the days after its oldest."""
    root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    if root is None:
        raise CrawlAborted("partial", "The feed is no XML.")
    entries = [entry.findtext("atom:published", "", _ATOM) for entry in root.iterfind("atom:entry", _ATOM)]
    days = sorted(_day(one, asking) for one in entries if one)
    asking.tally.found = len(entries)
    asking.tally.fetched, asking.tally.unchanged = (len(entries), 0) if new else (0, len(entries))
    created = root.findtext("atom:published", "", _ATOM)
    if len(entries) < _IN_FEED and created:
        return Ended(
            "complete", f"All {len(entries)} videos of the channel.", (_day(created, asking), asking.today)
        )
    if not days:
        return Ended("partial", "The feed names no video and does not say since when.", None)
    first = days[0] + timedelta(days=1)
    covers = (first, asking.today) if first <= asking.today else None
    return Ended("complete", f"The newest {len(entries)} videos; older ones need YOUTUBE_API_KEY.", covers)


async def _channel(asking: Asking, history: KnownChannel) -> dict[str, Any]:
    wanted = history.channel_id or asking.account.id
    if _CHANNEL_ID.fullmatch(wanted):
        by = {"id": wanted}
    elif wanted.startswith("@"):
        by = {"forHandle": wanted}
    else:
        by = {"forUsername": wanted}
    answer = await _ask(asking, "channels", {"part": "snippet,contentDetails,statistics", **by})
    channel = next(_items(answer), None)
    if channel is None:
        raise CrawlAborted(
            "broken", f"YouTube has no channel {wanted!r}: it is gone, or the id in centres.toml is wrong."
        )
    history.channel_id = channel["id"]
    return channel


async def _list(asking: Asking, history: KnownChannel, channel: dict[str, Any], *, everything: bool) -> None:
    """Read the channel's list of uploads as far as it is not known, or all of it."""
    playlist = channel["contentDetails"]["relatedPlaylists"]["uploads"]
    asked = {"part": "contentDetails", "playlistId": playlist, "maxResults": str(_MOST)}

    async def page(token: str | None) -> ListPage:
        more = {"pageToken": token} if token else {}
        answer = await _ask(asking, "playlistItems", asked | more, empty_if="playlistNotFound")
        entries = _listed(answer)
        asking.tally.found += len(entries)
        return ListPage(entries, answer.get("nextPageToken"))

    await read_list(history.videos, page, everything=everything)


async def _describe(asking: Asking, history: KnownChannel, wanted: Sequence[str]) -> None:
    for start in range(0, len(wanted), _MOST):
        batch = wanted[start : start + _MOST]
        answer = await _ask(
            asking, "videos", {"part": "snippet,contentDetails,statistics", "id": ",".join(batch)}
        )
        history.describe(batch, answer, datetime.now(UTC))
        asking.tally.fetched += len(set(batch) - history.gone)


async def _ask(asking: Asking, what: str, asked: dict[str, str], *, empty_if: str = "") -> dict[str, Any]:
    """Call the API. Raises Stop for every refusal; `empty_if` names an error that only means: nothing there."""
    url = f"{asking.study.youtube.api}/{what}?{urlencode(asked, safe=',')}"
    try:
        answer = await asking.ask(url, "api", {"X-Goog-Api-Key": asking.key, "Accept-Encoding": "identity"})
    except FetchFailed as why:
        raise CrawlAborted("partial" if asking.tally.fetched else "broken", sentence(str(why))) from None
    found = json_object(answer.body)
    if answer.status == 200 and "kind" in found:
        return found
    error = found.get("error")
    told: dict[str, Any] = error if isinstance(error, dict) else {}
    reason = str(next(iter(told.get("errors") or [{}])).get("reason", ""))
    if empty_if and reason == empty_if:
        return {}
    raise _refused(asking, what, answer.status, reason, asking.quoted(told.get("message")))


def _refused(asking: Asking, what: str, status: int, reason: str, quoted: str) -> CrawlAborted:
    if reason in _USED_UP:
        why = f"YouTube says that the key's quota is used up ({reason}); the next run goes on."
        asking.assignment.budget.limit = why
        return CrawlAborted("partial", why)
    if reason == "invalidPageToken":
        return StaleToken("broken", "YouTube does not know the token of a page that it gave itself.")
    if status in {400, 401, 403}:
        return CrawlAborted("blocked", f"YouTube refuses the call of {what} with status {status}{quoted}.")
    some = asking.tally.fetched or asking.tally.found
    return CrawlAborted(
        "partial" if some else "broken",
        f"YouTube answers {status} to the call of {what}{quoted}; the next run goes on.",
    )


def _items(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from (item for item in answer.get("items", ()) if isinstance(item, dict) and "id" in item)


def _listed(answer: dict[str, Any]) -> dict[str, date | None]:
    details = (item.get("contentDetails", {}) for item in answer.get("items", ()))
    return {one["videoId"]: None for one in details if "videoId" in one}


def _day(moment: str, asking: Asking) -> date:
    return datetime.fromisoformat(moment).astimezone(ZoneInfo(asking.study.timezone)).date()
