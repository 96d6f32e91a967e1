"""One WordPress site: the truth about its posts, and what a test may do to it."""

from __future__ import annotations

import json
import os
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Literal

from tests.servers.editions import AUTHORS, COMMENTERS, Edition
from tests.servers.posts import Post
from tests.servers.processes import ServerError

Way = Literal["rest", "sitemaps", "feed"]


@dataclass(frozen=True)
class Request:
    """One line of the web server's log."""

    method: str
    address: str
    """Path and query as the client sent them."""
    status: int
    agent: str
    referrer: str

    @property
    def path(self) -> str:
        """The address without its query."""
        return self.address.partition("?")[0]


class WordPressSite:
    """A running site. Changes last until `restore`, which the fixtures call after each test."""

    authors = AUTHORS
    """Display names of the authors; a document must not hold them."""
    commenters = COMMENTERS
    """Names below comments; neither these."""

    def __init__(
        self,
        url: str,
        write: Callable[[str], Edition],
        command: list[str],
        environment: dict[str, str],
        code: Path,
        log: Path,
    ) -> None:
        """`write` makes the edition for an address; `command` runs machine/site.php in `code`."""
        self.url = url
        """Without a final slash."""
        self._write, self._edition = write, write(url)
        self._command, self._environment, self._code, self._log = command, environment, code, log
        self._switched_off = Path(environment["SITE_SWITCHED_OFF"])
        self.posts: list[Post] = list(self._edition.posts)
        """Posts and pages of every status, as the site holds them now."""
        self._changed = False

    @property
    def readable(self) -> list[Post]:
        """The posts that any visitor may read, oldest first: what a crawl must collect, each once."""
        return [post for post in self.posts if post.kind == "post" and post.readable]

    @property
    def unreadable(self) -> list[Post]:
        """Posts that no visitor may read: drafts, pending, private, scheduled, binned, with a password."""
        return [post for post in self.posts if not post.readable]

    @property
    def pages(self) -> list[Post]:
        """Pages, which are no posts."""
        return [post for post in self.posts if post.kind == "page"]

    @property
    def comments(self) -> list[str]:
        """What readers wrote below posts; no part of any document."""
        return [str(comment["text"]) for comment in self._edition.comments]

    @property
    def zone(self) -> tzinfo:
        """The site's time zone."""
        zone = self._edition.posts[0].published.tzinfo
        assert zone is not None
        return zone

    @contextmanager
    def without(self, *ways: Way) -> Iterator[None]:
        """Switch ways of discovery off inside the block: REST answers 401, sitemaps and feeds 404."""
        self._switched_off.write_text(" ".join(ways))
        try:
            yield
        finally:
            self._switched_off.write_text("")

    def publish(self, count: int = 1, *, language: str = "ru", at: datetime | None = None) -> list[Post]:
        """Publish new posts, one second apart, the last of them `at` (default: now)."""
        self._changed = True
        last = (at or datetime.now(self.zone)).astimezone(self.zone).replace(microsecond=0)
        free = max(10_000, *(post.id for post in self.posts))  # with room for the revisions of edits
        new = [
            self._edition.newsroom.post(free + 100 * n, language, last - timedelta(seconds=count - n))
            for n in range(1, count + 1)
        ]
        self._insert(new)
        self.posts += new
        return new

    def edit(self, post: Post, *, title: str | None = None, at: datetime | None = None) -> Post:
        """Add a paragraph to `post` (and change its title) as of `at` (default: now); return the new truth."""
        self._changed = True
        moment = (at or datetime.now(self.zone)).astimezone(self.zone).replace(microsecond=0)
        new = self._edition.newsroom.revised(post, moment, title)
        stored = {key: new.stored[key] for key in ("id", "title", "html", "modified")}
        self._order("edit", **stored)
        self.posts[self.posts.index(post)] = new
        return new

    def delete(self, post: Post) -> None:
        """Remove `post` for good: its address answers 404."""
        self._changed = True
        self._order("delete", id=post.id)
        self.posts.remove(post)

    def requests(self, prefix: str = "/") -> list[Request]:
        """The requests answered since `forget_requests` whose address begins with `prefix`, in order."""
        self._settle()
        lines = self._log.read_text(encoding="utf-8").splitlines()
        requests = [Request(**json.loads(line)) for line in lines]
        return [request for request in requests if request.address.startswith(prefix)]

    def forget_requests(self) -> None:
        """Empty the log of requests."""
        self._settle()
        self._log.write_text("")

    def restore(self) -> None:
        """Make the site as it was at first, with an empty log."""
        self._switched_off.write_text("")
        if self._changed:
            self._order("restore")
            self._edition = self._write(self.url)
            self.posts = list(self._edition.posts)
            self._changed = False
        self.forget_requests()

    def install(self, title: str, theme: str, options: dict[str, object]) -> None:
        """Make the site, fill it with its edition and remember that state; once, before any test."""
        self._order("install", title=title, theme=theme, options=options)
        pictures = [vars(picture) for picture in self._edition.newsroom.pictures]
        self._insert(self.posts, pictures=pictures, comments=self._edition.comments)
        self._order("keep")
        with urllib.request.urlopen(f"{self.url}/", timeout=30) as answer:
            if "<html" not in answer.read().decode():
                raise ServerError(f"{self.url}/ answers, but not with a page.")
        self.restore()

    def _settle(self) -> None:
        """Wait for the log: the one worker of nginx has noted every request that it answered before this."""
        urllib.request.urlopen(f"{self.url}/-/settled", timeout=10).close()

    def _insert(self, posts: list[Post], **more: object) -> None:
        numbers = self._order("insert", posts=[post.stored for post in posts], authors=AUTHORS, **more)
        if numbers != [post.id for post in posts]:
            raise ServerError(f"WordPress gave posts other numbers than asked for: {numbers}")

    def _order(self, do: str, **details: object) -> object:
        done = subprocess.run(
            self._command,
            input=json.dumps({"do": do, **details}),
            capture_output=True,
            text=True,
            timeout=120,
            cwd=self._code,
            env={**os.environ, **self._environment},
            check=False,
        )
        if done.returncode or done.stderr:
            raise ServerError(
                f"{self.url}: {do!r} failed ({done.returncode}): {done.stderr}{done.stdout[:2000]}"
            )
        return json.loads(done.stdout)
