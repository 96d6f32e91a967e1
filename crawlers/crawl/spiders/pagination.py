"""What the archive shows of an account's list on a platform: which entries are known, and where a walk stopped.

Platforms list newest first, page by page, each page with a token for the next. Everything here is derived from
archived answers, so a crawl that was killed goes on where it stopped, and deleting an answer forgets it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NamedTuple

from crawlers.crawl.result import CrawlAborted


class ListPage(NamedTuple):
    """One page of a list."""

    entries: Mapping[str, date | None]
    """Ids with their day of publication where the page tells."""
    following: str | None
    """Token of the next page; None: this is the last."""


class StaleToken(CrawlAborted):
    """The platform does not know a page's token (any more)."""


@dataclass(slots=True)
class PaginationCursor:
    """One account's list, as the archived pages of it show."""

    whole: dict[str, date | None] = field(default_factory=dict)
    """Every entry, if `whole_at` is set; ids with their day of publication where the page tells."""
    whole_at: datetime | None = None
    """When the list was last read to its end."""
    goes_on_at: str | None = None
    """Token of the page at which an unfinished walk goes on."""
    _walk: dict[str, date | None] = field(default_factory=dict)
    _unfinished: dict[str, date | None] = field(default_factory=dict)
    _next: str | None = None
    _resumed: bool = False

    def page(
        self, token: str | None, following: str | None, entries: Mapping[str, date | None], at: datetime
    ) -> None:
        """Take in one archived page: the token it was asked with (None: the first), the next, and its entries."""
        if token is None:
            self._walk, self._resumed = {}, False
            if not self._unfinished.keys() & entries.keys():
                self._unfinished = {}
        elif token != self._next:
            self._resumed = True
        self._walk |= entries
        self._next = following
        if following is None:
            self.whole = self._unfinished | self._walk if self._resumed else dict(self._walk)
            self.whole_at = at
            self._unfinished, self.goes_on_at = {}, None
        elif self.whole_at and self.whole.keys() & entries.keys():
            self.whole |= self._unfinished | self._walk
            self._unfinished, self.goes_on_at = {}, None
        elif token is None and self._unfinished:
            self._unfinished |= entries  # `goes_on_at` still points behind what the earlier walk saw
        else:
            self._unfinished |= entries
            self.goes_on_at = following

    def reaches(self, entries: Iterable[str]) -> bool:
        """Whether a page that holds `entries` joins what is known, so that all older ones are known."""
        return self.whole_at is not None and any(entry in self.whole for entry in entries)

    def jumps_to(self, entries: Iterable[str]) -> str | None:
        """Where a walk whose first page holds `entries` can go on at once; None: at the next page."""
        return self.goes_on_at if any(entry in self._unfinished for entry in entries) else None


async def read_list(
    history: PaginationCursor, ask: Callable[[str | None], Awaitable[ListPage]], *, everything: bool
) -> None:
    """Read a list, newest first, until it joins what is known, or to its end if `everything` is wanted.

    `ask` gives the page of a token (None: the first). A walk that was cut short goes on where it stopped; where
    the platform has forgotten that place meanwhile, it goes through all pages instead.
    """
    token: str | None = None
    instead: str | None = None
    while True:
        try:
            entries, following = await ask(token)
        except StaleToken:
            if instead is None:
                raise
            token, instead = instead, None
            continue
        joined = history.reaches(entries)
        jump = history.jumps_to(entries) if token is None else None
        history.page(token, following, entries, datetime.now(UTC))
        if following is None or (joined and not everything):
            return
        token, instead = jump or following, following if jump else None
