"""The transport without a retry of its own: whatever is asked again waits its turn in `backoff`."""

from __future__ import annotations

from time import thread_time

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response


class Transport(HTTP11DownloadHandler):
    """Twisted asks at once a second time when a kept connection breaks before it answers: no pause, no count."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool.retryAutomatically = False
        self._disconnect_timeout = (
            10  # on a busy machine one second passes unseen, and Twisted tells of an error
        )

    async def download_request(self, request: Request) -> Response:
        """Ask a site, and note how long it took to answer: while this process read other sites, it did not.

        Otherwise a process that reads many sites at once takes each for slow, and asks it more and more slowly.
        """
        worked = thread_time()
        response = await super().download_request(request)
        if (latency := request.meta.get("download_latency")) is not None:
            request.meta["download_latency"] = max(0.0, latency - (thread_time() - worked))
        return response
