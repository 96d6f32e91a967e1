"""The two sites' contents, always the same: a dated, five-language paper and a small Russian magazine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from tests.servers.posts import Newsroom, Post
from tests.servers.prose import PROSE

ALMATY = ZoneInfo("Asia/Almaty")
"""UTC+6 in 2015 and 2016, UTC+5 since March 2024."""
PLUS_SIX = timezone(timedelta(hours=6))
"""The zone of a site whose owner chose an offset, not a place."""

AUTHORS = ("Zaure Sampleva", "Otto Beispiel", "Jan Przykładowy")
COMMENTERS = ("Guest Visitorov", "Lena Besucherin", "Reader Readerbek")


@dataclass(frozen=True)
class Edition:
    """Everything one site holds."""

    newsroom: Newsroom
    posts: tuple[Post, ...]
    """Posts and pages of every status."""
    comments: tuple[dict[str, object], ...]
    """What readers wrote below posts; no part of any document."""


def dated_paper(url: str) -> Edition:
    """Dated addresses, 420 readable posts from 2015-04-01 to 2016-07-31, en/ru/kk/de/pl, Asia/Almaty."""
    room = Newsroom(2015, url, dated=True, blocks=True)
    for number in range(24):
        room.picture(3001 + number, ("en", "ru")[number % 2], f"2015/{4 + number % 9:02}")
    # Local midnights that are another month or year in UTC, and three posts of one bulk import.
    edges = [(2015, 4, 1, 0, 5), (2015, 8, 1, 2, 30), (2016, 1, 1, 0, 10), (2016, 7, 31, 23, 55)]
    same = [datetime(2015, 11, 11, 11, 11, 11, tzinfo=ALMATY)] * 3
    special = [datetime(*edge, tzinfo=ALMATY) for edge in edges] + same
    instants = sorted(special + _instants(room.random, 420 - len(special), ALMATY))
    posts: list[Post] = []
    for number, instant in enumerate(instants):
        posts.append(
            room.post(
                _next_id(posts, room.random),
                room.random.choices(("en", "ru", "kk", "de", "pl"), (45, 25, 10, 10, 10))[0],
                instant,
                modified=instant + timedelta(days=room.random.randint(1, 90)) if number % 9 == 4 else None,
                empty=number == 200,
                gallery=number % 25 == 7,
                earlier_versions=2 if number == 211 else 0,
            )
        )
    return Edition(room, (*posts, *_unread(room, posts, ALMATY)), _comments(room.random, posts, 60))


def plain_magazine(url: str) -> Edition:
    """Addresses `?p=N`, 60 readable posts in Russian, classic markup, a fixed offset of six hours."""
    room = Newsroom(205, url, dated=False, blocks=False)
    for number in range(6):
        room.picture(3001 + number, "ru", f"2015/{4 + number:02}")
    posts: list[Post] = []
    for number, instant in enumerate(_instants(room.random, 60, PLUS_SIX)):
        later = instant + timedelta(days=3) if number % 9 == 4 else None
        posts.append(room.post(_next_id(posts, room.random), "ru", instant, modified=later))
    return Edition(room, (*posts, *_unread(room, posts, PLUS_SIX)), _comments(room.random, posts, 15))


def _instants(random: Random, count: int, zone: tzinfo) -> list[datetime]:
    """Distinct minutes of the study's window, in order."""
    start = datetime(2015, 4, 1, tzinfo=UTC) - timedelta(hours=6)
    minutes = sorted(random.sample(range(488 * 24 * 60), count))
    return [(start + timedelta(minutes=minute)).astimezone(zone) for minute in minutes]


def _next_id(posts: list[Post], random: Random) -> int:
    """Numbers have gaps, as in life: revisions and images take some."""
    return (posts[-1].id if posts else 100) + random.randint(1, 3)


def _unread(room: Newsroom, posts: list[Post], zone: tzinfo) -> list[Post]:
    """What no visitor may read, and pages, which are no articles."""
    kinds: list[dict[str, Any]] = [
        *[{"status": "draft"}] * 5,
        *[{"status": "pending"}] * 2,
        *[{"status": "private"}] * 3,
        *[{"status": "future"}] * 4,
        *[{"status": "trash"}] * 3,
        *[{"password": "secret"}] * 2,
        *[{"kind": "page"}] * 4,
    ]
    unread: list[Post] = []
    for number, kind in enumerate(kinds):
        year = 2090 if kind.get("status") == "future" else 2016
        instant = datetime(year, 2, 1 + number, 10, number, tzinfo=zone)
        language = posts[number].language
        unread.append(room.post(_next_id(unread or posts, room.random), language, instant, **kind))
    return unread


def _comments(random: Random, posts: list[Post], count: int) -> tuple[dict[str, object], ...]:
    """Comments, nine in ten approved."""
    chosen = random.choices(posts, k=count)
    return tuple(
        {
            "post": post.id,
            "author": COMMENTERS[number % len(COMMENTERS)],
            "email": f"reader{number}@example.org",
            "text": f"{random.choice(PROSE[post.language].comments)} ({number})",
            "approved": number % 10 != 0,
            "date": f"{post.published + timedelta(hours=5):%Y-%m-%d %H:%M:%S}",
        }
        for number, post in enumerate(chosen)
    )
