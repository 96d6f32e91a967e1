"""Refuses addresses outside the source's own hosts, wherever they come from: a list, a redirect, a retry."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from crawlers.web.addresses import site


class ElsewhereError(IgnoreRequest):
    """An address belongs to somebody else."""


class OwnHosts:
    """Scrapy's own filter lets retries through, and with them whatever they redirect to."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make one for a crawler."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise ElsewhereError unless the request's host is one of `spider.hosts`."""
        host = site(request.url)
        if host not in self._crawler.spider.hosts:  # type: ignore[union-attr]
            leads = "redirects to" if request.meta.get("redirect_urls") else "is on"
            raise ElsewhereError(
                f"{leads} {host}, which the catalogue does not name as a host of this source"
            )
