"""How slowly: at least as slowly as robots.txt asks, and slower where a site takes long to answer."""

from __future__ import annotations

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.robotstxt import RobotParser


class Pace(AutoThrottle):
    """AutoThrottle that never goes below the Crawl-delay of robots.txt, which Scrapy reads and does not apply."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        crawler.signals.connect(self._robots_parsed, signal=signals.robots_parsed)

    def _robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        asked = robotparser.crawl_delay(self.crawler.settings["ROBOTSTXT_USER_AGENT"]) or 0.0
        self.mindelay = max(self.mindelay, asked)
        self.maxdelay = max(self.maxdelay, asked)
        downloader = self.crawler.engine.downloader
        downloader._delay = max(downloader._delay, asked)  # that of slots made later
        for slot in downloader.slots.values():
            slot.delay = max(slot.delay, asked)
