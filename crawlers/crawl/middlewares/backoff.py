"""Waits when a site asks for it (Retry-After) or is in trouble, and asks again, a bounded number of times."""

from __future__ import annotations

import asyncio
import random
from datetime import UTC, datetime
from time import monotonic

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawlers.crawl.reasons import is_final
from crawlers.web.http_date import mail_date


class LeftForLaterError(IgnoreRequest):
    """A site asks for more patience than `politeness.longest_wait` allows; the next crawl may have more luck."""


class Backoff(RetryMiddleware):
    """Scrapy's retries, with a pause before each that holds for every request to the same site."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler.settings)
        self.crawler = crawler
        self._delay = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._longest_wait = crawler.settings.getfloat("LONGEST_WAIT")
        self._not_before: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Backoff:
        """Make one for a crawler."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait until the request's site may be asked again."""
        while (pause := self._not_before.get(_site(request), 0.0) - monotonic()) > 0:
            await asyncio.sleep(pause)

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Retry what may succeed later. Raises LeftForLaterError when the site asks for too long a wait."""
        if response.status in self.retry_http_codes and (asked := retry_after(response)) is not None:
            if asked > self._longest_wait:
                raise LeftForLaterError(
                    f"the site answers {response.status} and asks to come back in {asked:.0f} seconds"
                )
            self._hold(request, asked)
        return super().process_response(request, response)

    def process_exception(
        self, request: Request, exception: Exception, spider: Spider | None = None
    ) -> Request | Response | None:
        """Retry after a failure of the network, not after one that will stay."""
        return None if is_final(exception) else super().process_exception(request, exception)

    def _retry(self, request: Request, reason: str | Exception | type[Exception]) -> Request | None:
        again = super()._retry(request, reason)
        if again:
            attempt: int = again.meta["retry_times"]
            self._hold(request, self._delay * 2**attempt * random.uniform(1, 1.25))
        return again

    def _hold(self, request: Request, seconds: float) -> None:
        until = monotonic() + min(seconds, self._longest_wait)
        self._not_before[_site(request)] = max(until, self._not_before.get(_site(request), 0.0))


def retry_after(response: Response) -> float | None:
    """Return the seconds that a Retry-After header asks for, given in seconds or as a date (RFC 9110 10.2.3)."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdecimal():
        return float(value)
    until = mail_date(value)
    if until is None:
        return None
    # counted by the clock that it was told by
    now = mail_date((response.headers.get("Date") or b"").decode("latin-1")) or datetime.now(UTC)
    wait = until.replace(tzinfo=until.tzinfo or UTC) - now.replace(tzinfo=now.tzinfo or UTC)
    return max(0.0, wait.total_seconds())


def _site(request: Request) -> str:
    slot: str | None = request.meta.get("download_slot")
    return slot or request.url.split("/", 3)[2]
