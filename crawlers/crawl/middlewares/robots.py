"""robots.txt as RFC 9309 means it: what it forbids is not asked for, and silence is no permission.

Takes the place of Scrapy's middleware, which since 2.14 lets requests pass that wait for the first robots.txt,
and lets all pass when there is no answer.
"""

from __future__ import annotations

import asyncio
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.httpobj import urlparse_cached

from crawlers.crawl.middlewares.recording import Recording
from crawlers.crawl.reasons import in_words


class ForbiddenByRobotsError(IgnoreRequest):
    """robots.txt forbids an address."""


class RobotsUnreachableError(IgnoreRequest):
    """robots.txt gave no answer, so nothing of its host may be asked for."""


class ObeyRobots:
    """Asks each host once for its robots.txt; every request waits for the same task and reads its result."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._longest_wait = crawler.settings.getfloat("LONGEST_WAIT")
        self._tasks: dict[str, asyncio.Task[ProtegoRobotParser]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make one for a crawler."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise ForbiddenByRobotsError or RobotsUnreachableError for what may not be asked."""
        if request.meta.get("role") == "robots":
            return
        rules = await self.rules(request)
        if not rules.allowed(request.url, self._agent):
            raise ForbiddenByRobotsError("robots.txt forbids this address")

    async def rules(self, request: Request) -> ProtegoRobotParser:
        """Return the rules of a request's host. Raises RobotsUnreachableError."""
        parts = urlparse_cached(request)
        address = f"{parts.scheme}://{parts.netloc}/robots.txt"
        if address not in self._tasks:
            self._tasks[address] = asyncio.ensure_future(self._ask(address, request))
        return await asyncio.shield(self._tasks[address])

    async def _ask(self, address: str, wanted: Request) -> ProtegoRobotParser:
        meta = {"role": "robots", "download_slot": wanted.meta.get("download_slot")}
        request = Request(address, meta=meta, priority=1000, callback=NO_CALLBACK)
        try:
            answer = await self._crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001  whatever kept the answer away, there is no permission
            reason = in_words(error)
            if recording := self._crawler.get_extension(Recording):
                recording.failure(request, reason)
            raise RobotsUnreachableError(
                f"robots.txt cannot be read ({reason}), so nothing may be asked for"
            ) from None
        if answer.status == 429 or not (200 <= answer.status < 300 or 400 <= answer.status < 500):
            raise RobotsUnreachableError(
                f"robots.txt cannot be read (it answers {answer.status}), so nothing may be asked for"
            )
        rules = ProtegoRobotParser(answer.body if answer.status < 300 else b"", self._crawler.spider)
        pause = rules.crawl_delay(self._agent) or 0
        if pause > self._longest_wait:
            raise RobotsUnreachableError(
                f"robots.txt asks for {pause:.0f} seconds between requests, more than politeness.longest_wait allows"
            )
        await self._crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=rules, request=wanted
        )
        return rules
