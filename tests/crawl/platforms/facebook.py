"""A stand-in for Facebook's Graph API: a page and its posts, in the form of the documented answers.

There is no machine-readable schema of it. The names of fields are those of the reference of Page, PagePost and of
Cursor-based Pagination; like the real one it writes the token into `paging.next`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.crawl.loopback import Asked, Reply

PAGE = "112233445566"
TOKEN = "EAAB|test-token-that-must-never-be-written"


@dataclass
class Post:
    """One post of the stand-in."""

    number: int
    created: datetime
    reactions: int = 5
    message: str = "Ein Fest 🎉"


@dataclass
class Facebook:
    """One page and its posts, newest first."""

    posts: list[Post] = field(default_factory=list)
    trouble: list[Reply] = field(default_factory=list)
    usage: dict[str, int] = field(
        default_factory=lambda: {"call_count": 3, "total_time": 2, "total_cputime": 1}
    )
    headers: dict[str, str] = field(default_factory=dict)
    """More headers of every answer."""
    next_token: str = TOKEN
    """What `paging.next` repeats."""
    calls: list[str] = field(default_factory=list)

    @classmethod
    def with_posts(cls, count: int) -> Facebook:
        """A page of so many posts, one every three days."""
        newest = datetime(2016, 7, 20, 12, tzinfo=UTC)
        return cls([Post(number, newest - timedelta(days=3 * number)) for number in range(count)])

    def answer(self, asked: Asked) -> Reply:
        """Answer one request."""
        parts = urlsplit(asked.path)
        given = dict(parse_qsl(parts.query))
        assert "access_token" not in given, "the token is in the address"
        _, version, page, *edge = parts.path.split("/")
        assert version == "v26.0"
        self.calls.append(edge[0] if edge else "page")
        if self.trouble:
            return self.trouble.pop(0)
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return error(400, 190, "Error validating access token")
        if page != PAGE:
            return error(400, 100, f"Unsupported get request. Object with ID '{page}' does not exist")
        body = self._published(given) if edge else self._page()
        usage = {"X-App-Usage": json.dumps(self.usage), "Content-Type": "application/json; charset=UTF-8"}
        return Reply(json.dumps(body), headers=usage | self.headers)

    def _page(self) -> dict[str, Any]:
        return {
            "id": PAGE,
            "name": "DAZ",
            "link": "https://www.facebook.com/daz.asia",
            "followers_count": 1204,
            "fan_count": 1180,
        }

    def _published(self, given: dict[str, str]) -> dict[str, Any]:
        assert "limit(0)" in given["fields"], "people who reacted would be in the answer"
        size, start = int(given["limit"]), int(given.get("after", "CURSOR0")[6:])
        shown = self.posts[start : start + size]
        paging: dict[str, Any] = {"cursors": {"before": f"CURSOR{start}", "after": f"CURSOR{start + size}"}}
        if start + size < len(self.posts):
            paging["next"] = (
                f"https://graph.facebook.com/v26.0/{PAGE}/published_posts?access_token={self.next_token}&limit={size}"
            )
        return {"data": [_described(post) for post in shown]} | ({"paging": paging} if shown else {})


def error(status: int, code: int, message: str) -> Reply:
    """An error as the Graph API writes it."""
    body = {"error": {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "x"}}
    return Reply(json.dumps(body), status, {"Content-Type": "application/json; charset=UTF-8"})


def _described(post: Post) -> dict[str, Any]:
    post_id = 900000000000000 + post.number
    return {
        "id": f"{PAGE}_{post_id}",
        "created_time": post.created.strftime("%Y-%m-%dT%H:%M:%S+0000"),
        "updated_time": post.created.strftime("%Y-%m-%dT%H:%M:%S+0000"),
        "message": post.message,
        "permalink_url": f"https://www.facebook.com/permalink.php?story_fbid={post_id}&id={PAGE}",
        "status_type": "added_photos",
        "shares": {"count": 2},
        "reactions": {"data": [], "summary": {"total_count": post.reactions}},
        "comments": {"data": [], "summary": {"total_count": 1}},
        "attachments": {"data": [{"title": "Das Fest", "description": "Bilder"}]},
    }
