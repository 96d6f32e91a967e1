"""Cookies within one walk: some sites set one, redirect, and let in only who brings it back.

Only what comes with a redirect is kept: a language once chosen by a cookie would change what later pages say.

Scrapy's own middleware asks publicsuffix.org for a list before it keeps a cookie; here each host gets back what it set
itself, so no list is needed.
"""

from __future__ import annotations

from collections import defaultdict
from http.cookies import CookieError, SimpleCookie
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

_MOST, _LONGEST = 50, 4096
"""Cookies of a host, and bytes of one: what browsers keep at least (RFC 6265, 6.1)."""


class Cookies:
    """Keeps cookies by host until the crawl ends; nothing of them outlives it but what the archive shows."""

    def __init__(self) -> None:
        self._kept: defaultdict[str, dict[str, str]] = defaultdict(dict)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make one for a crawler."""
        return cls()

    def process_request(self, request: Request) -> None:
        """Bring back what the request's host has set."""
        if kept := self._kept[urlparse_cached(request).netloc]:
            request.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in kept.items())

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep what the host sets with a redirect, and forget what it takes back."""
        kept = self._kept[urlparse_cached(request).netloc]
        if not 300 <= response.status < 400:
            return response
        for header in response.headers.getlist("Set-Cookie"):
            try:
                told = SimpleCookie(header[:_LONGEST].decode("latin-1"))
            except CookieError:
                continue
            for name, one in told.items():
                if one["max-age"] == "0":
                    kept.pop(name, None)
                elif len(kept) < _MOST or name in kept:
                    kept[name] = one.coded_value
        return response
