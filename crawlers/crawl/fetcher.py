"""Asks for one address and gives back what discovery understands, or says why there is nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from time import monotonic

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response

from crawlers.crawl.discovery.context import Answer, FetchFailed, Role
from crawlers.crawl.middlewares.backoff import LeftForLaterError
from crawlers.crawl.middlewares.codings import UnreadableBodyError
from crawlers.crawl.middlewares.recording import Recording
from crawlers.crawl.middlewares.robots import RobotsUnreachableError
from crawlers.crawl.reasons import in_words, is_a_circle, refusal
from crawlers.crawl.result import CrawlAborted, Tally, sentence

ENOUGH = "As many requests were made as politeness.most_requests allows."
"""Why a crawl ends that was to take a look only."""


class Fetcher:
    """Every request of one crawl that is not for robots.txt, one at a time, through all of Scrapy's downloading."""

    def __init__(
        self,
        crawler: Crawler,
        source_id: str,
        tally: Tally,
        longest_crawl: float,
        secrets: Sequence[str] = (),
        most_requests: int | None = None,
    ) -> None:
        self._crawler, self._source_id, self._tally, self._secrets = crawler, source_id, tally, secrets
        self._deadline = monotonic() + longest_crawl
        self._left = most_requests
        self._recording = crawler.get_extension(Recording)

    async def fetch(self, url: str, role: Role, headers: Mapping[str, str]) -> Answer:
        """Ask for an address and follow its redirects.

        Raises FetchFailed when it gives nothing, and CrawlAborted when there is no sense in asking for any other.
        """
        if monotonic() > self._deadline:
            raise CrawlAborted(
                "partial", "The crawl took as long as politeness.longest_crawl allows; the next one goes on."
            )
        if self._left is not None:
            if self._left == 0:
                raise CrawlAborted("partial", ENOUGH)
            self._left -= 1
        try:
            request = self.request(url, role, headers)
        except ValueError as error:
            raise FetchFailed(f"{url[:200]!r} is no address ({error})", lasting=True) from None
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001  whatever is wrong with one address must not end the crawl
            reason = in_words(error)
            if self._recording:
                self._recording.failure(request, reason)
            if isinstance(error, LeftForLaterError):
                raise self._refused(reason) from None
            refused = isinstance(error, (IgnoreRequest, DownloadCancelledError))
            passing = isinstance(error, (RobotsUnreachableError, UnreadableBodyError)) or is_a_circle(error)
            lasting = refused and not passing
            raise FetchFailed(f"{url}: {reason}", lasting=lasting) from None
        if self._recording and (full := self._recording.failed):
            raise CrawlAborted(
                "broken", f"The archive cannot be written ({full.strerror}). Make room on the disk."
            )
        answer = _answer(response)
        if role in {"home", "listing"} and (why := refusal(answer)):
            raise self._refused(why)
        return answer

    def request(self, url: str, role: Role, headers: Mapping[str, str] | None = None) -> Request:
        """Return a request as they all are: its role beside it, in one queue with the others of the source."""
        meta = {"role": role, "download_slot": self._source_id, "redact": self._secrets}
        return Request(url, headers=dict(headers or {}), meta=meta)

    def _refused(self, why: str) -> CrawlAborted:
        return CrawlAborted("partial" if self._tally.fetched else "blocked", sentence(why))


def _answer(response: Response) -> Answer:
    return Answer(
        url=response.url,
        status=response.status,
        headers={
            name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
            for name, values in response.headers.items()
        },
        body=response.body,
    )
