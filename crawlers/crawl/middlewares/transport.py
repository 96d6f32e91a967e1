"""The transport without a retry of its own: whatever is asked again waits its turn in `backoff`."""

from __future__ import annotations

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler


class Transport(HTTP11DownloadHandler):
    """Twisted asks at once a second time when a kept connection breaks before it answers: no pause, no count."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool.retryAutomatically = False
        self._disconnect_timeout = (
            10  # on a busy machine one second passes unseen, and Twisted tells of an error
        )
