"""Archived bytes and their address to documents: pure functions, no network, no database.

`read` is the way in. A site whose markup the generic page misreads adds one module here that defines
`VERSIONS` (see `markup.Layout`) and is named by `pages` in its catalogue entry.
"""

from __future__ import annotations

from crawlers.extract.documents import Document
from crawlers.extract.page_input import NotADocument, PageInput
from crawlers.extract.parsers.cms.wordpress_rest import read_posts
from crawlers.extract.parsers.generic import read_html
from crawlers.extract.parsers.layout import readers
from crawlers.web.addresses import site

__all__ = ["NotADocument", "PageInput", "read", "readers"]

_NO_DOCUMENTS = {
    "feed": "feed",
    "further page": "a further page of an article",
    "sitemap": "sitemap",
    "robots": "robots",
    "listing": "listing",
    "home": "home page",
    "index": "index of a web archive",
}


def read(page: PageInput) -> list[Document]:
    """Return the documents that one archived response shows: one for a page, many for a WordPress API answer.

    Raises NotADocument, with the reason, for everything that publishes nothing of its own; ValueError only
    for a `reader` that does not exist.
    """
    if page.role in _NO_DOCUMENTS:
        raise NotADocument(_NO_DOCUMENTS[page.role])
    try:
        site(page.url)
    except ValueError:
        raise NotADocument("bad address") from None
    start = page.body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if page.role == "api" or "json" in page.mime or start[:1] in {b"[", b"{"}:
        return read_posts(page)
    if b"<rss" in start or b"<feed" in start or b"<rdf:rdf" in start:
        raise NotADocument("feed")
    if b"<urlset" in start or b"<sitemapindex" in start:
        raise NotADocument("sitemap")
    if page.mime not in {"", "text/html", "application/xhtml+xml"} and not start.startswith(
        (b"<!doctype html", b"<html")
    ):
        raise NotADocument("not html")
    return [read_html(page)]
