"""Content codings on the wire: what is asked for can be read, and what cannot be unpacked to its end is no answer.

Scrapy's own middleware gives as much of a cut body as it can, without saying so; and what a server packs without
declaring it, it hands on packed.
"""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.responsetypes import responsetypes

from crawlers.archive.content_codings import CodingError, decoded

ACCEPTED = b"gzip, deflate, br, zstd"
_NOT_TEXT = (
    "image/",
    "audio/",
    "video/",
    "application/pdf",
    "application/warc",
    "application/gzip",
    "application/zip",
)


class UnreadableBodyError(IgnoreRequest):
    """A body cannot be unpacked."""


class Codings:
    """Takes the place of Scrapy's HttpCompressionMiddleware; archives are unpacked by the same function."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("COMPRESSION_ENABLED"):
            raise NotConfigured
        self._largest = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make one for a crawler."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Ask for the codings that are read, and for no other."""
        request.headers.setdefault("Accept-Encoding", ACCEPTED)

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the answer unpacked. Raises UnreadableBodyError."""
        declared = [value.decode("latin-1") for value in response.headers.getlist("Content-Encoding")]
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1").strip().lower()
        # Pieces of archives and files of sitemaps are packed for themselves: that is for their readers to undo.
        textual = request.meta.get("role") not in {"capture", "sitemap"} and not kind.startswith(_NOT_TEXT)
        try:
            body = decoded(response.body, declared, textual=textual, largest=self._largest)
        except CodingError as error:
            raise UnreadableBodyError(f"its body cannot be unpacked ({error})") from None
        headers = response.headers.copy()
        headers.pop("Content-Encoding", None)
        kind_of = responsetypes.from_args(headers=headers, url=response.url, body=body)
        return response.replace(cls=kind_of, body=body, headers=headers)
