"""Keeps every answer as it came over the wire: a Scrapy extension in front of the archive."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response

from crawlers.archive.writer import ArchiveWriter
from crawlers.crawl.history import CrawlHistory
from crawlers.crawl.middlewares.secrets import blotted, redacted
from crawlers.crawl.result import Tally

log = logging.getLogger(__name__)


class Recording:
    """Writes what the downloader asks and gets to the archive of its spider, and counts it.

    The spider gives `archive`, `history` and `tally`. A request whose `meta["redact"]` lists secrets (keys of a
    platform) is written without them.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self.failed: OSError | None = None
        """Set when the disk takes no more: whoever asks for addresses has to stop."""
        crawler.signals.connect(self._asked, signal=signals.request_reached_downloader)
        crawler.signals.connect(self._answered, signal=signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make one for a crawler."""
        return cls(crawler)

    def failure(self, request: Request, reason: str) -> None:
        """Write that a request gave no answer."""
        secrets = request.meta.get("redact", ())
        try:
            self._archive.failure(
                url=redacted(request.url, secrets),
                at=datetime.now(UTC),
                role=request.meta.get("role"),
                reason=redacted(reason, secrets),
            )
        except OSError as error:
            self.failed = error

    @property
    def _archive(self) -> ArchiveWriter:
        return self._crawler.spider.archive  # type: ignore[union-attr,no-any-return]

    def _asked(self, request: Request, spider: Spider) -> None:
        tally: Tally = spider.tally  # type: ignore[attr-defined]
        tally.requests += 1

    def _answered(self, request: Request, response: Response, spider: Spider) -> None:
        tally: Tally = spider.tally  # type: ignore[attr-defined]
        history: CrawlHistory = spider.history  # type: ignore[attr-defined]
        tally.answered(response.status, len(response.body))
        if request.meta.get("role") == "capture":  # it holds another site's answer, which the spider archives
            return
        secrets = request.meta.get("redact", ())
        url = redacted(request.url.partition("#")[0], secrets)
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            place = self._archive.exchange(
                url=url,
                at=datetime.now(UTC),
                request=(
                    f"{request.method} {target} HTTP/1.1",
                    [("Host", parts.netloc.rpartition("@")[2]), *_pairs(request.headers, secrets)],
                ),
                response=(
                    _status_line(response.status),
                    _pairs(response.headers, secrets),
                    _body_without(secrets, response),
                ),
                role=request.meta.get("role"),
                ip=str(response.ip_address) if response.ip_address else None,
            )
            history.archived(self._archive.path, place)
        except OSError as error:
            self.failed = error
            log.error("%s: cannot be written (%s)", self._archive.path, error.strerror)


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def _pairs(headers: Headers, secrets: Iterable[str]) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), redacted(value.decode("latin-1"), secrets))
        for name, values in headers.items()
        for value in values
    ]


def _body_without(secrets: Iterable[str], response: Response) -> bytes:
    """The body as it came; a platform that repeats a secret in its answer is archived without it.

    A body in an encoding that could hide a secret (requests with a secret ask for none) is not kept.
    """
    secrets = tuple(secrets)
    if secrets and response.headers.get("Content-Encoding", b"identity") not in {b"", b"identity"}:
        return b""
    return blotted(response.body, secrets)
