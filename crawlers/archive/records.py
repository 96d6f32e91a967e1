"""The words of the archive: what a WARC file of ours, or of others, is read as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crawlers.digests import digest
from crawlers.errors import DiasporaError

Headers = list[tuple[str, str]]

ROLE = "WARC-Diaspora-Role"
"""Our extension field on response records: why the address was asked for (see `Role`)."""
HELD_BY, RETRIEVED = "WARC-Diaspora-Held-By", "WARC-Diaspora-Retrieved"
"""On a response that a web archive had captured: where the archive gives it out, and when we took it from there."""

CRAWL_BEGUN, CRAWL_ENDED, EXCHANGE_FAILED = "crawl-begun", "crawl-ended", "exchange-failed"


class ArchiveError(DiasporaError):
    """An archive file cannot be used at all. Its text says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One archived response, its body decoded from transfer and content encodings."""

    url: str
    captured_at: datetime
    status: int
    headers: Headers
    body: bytes
    mime: str
    payload_digest: str
    role: str | None
    """What the crawler asked for: `article`, `listing`, `feed`, `sitemap`, `api`, `robots`, `home`; None in
    archives that others made."""
    offset: int
    """Where the record begins in its file, bytes; in a file that was compressed as a whole, its beginning."""
    coarse: bool = False
    """Whether of `captured_at` only the day, the month or the year is known: then it is the last moment of that."""
    unreadable: str = ""
    """Why its body cannot be read: it is cut, damaged, too large. Then `body` is empty."""

    @property
    def capture_id(self) -> str:
        """A stable name: digest of address, instant and payload."""
        return digest(self.url, self.captured_at.isoformat(), self.payload_digest)

    def header(self, name: str) -> str | None:
        """The first header called `name`, whatever its case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class Note:
    """What the crawler wrote about itself: `what` is one of the three constants above, `facts` is JSON."""

    what: str
    noted_at: datetime
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Damage:
    """A place where an archive file cannot be read further, or one record in it cannot be read."""

    offset: int
    reason: str


@dataclass(frozen=True, slots=True)
class RecordLocation:
    """Where a record lies in its file, bytes: what an index points to."""

    offset: int
    length: int

    @property
    def end(self) -> int:
        """The first byte after the record."""
        return self.offset + self.length
