"""Whole sites in each coding: lists, robots.txt and pages are all packed, and every article becomes a document."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import brotli

from crawlers.catalogue.sources import Catalogue, Newspaper
from tests.archive.foreign_records import zstd
from tests.crawl.crawling import Crawl
from tests.crawl.faults.kit import story, xml
from tests.crawl.loopback import Loopback, Reply, serve
from tests.extract.place import Place

PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda body: brotli.compress(body, quality=4),
    "zstd": zstd.compress,
}
ARTICLES = 60


@contextmanager
def packed_site(coding: str) -> Iterator[Loopback]:
    """A site of sixty articles that answers everything in one coding."""
    with serve(Loopback()) as site:
        plain = {f"/news/{number}": Reply(story(number, f"Выпуск {number}.")) for number in range(ARTICLES)}
        plain["/robots.txt"] = Reply(f"User-agent: *\nDisallow: /closed\nSitemap: {site.url}/sitemap.xml\n")
        listed = "".join(
            f"<url><loc>{site.url}{path}</loc></url>" for path in plain if path.startswith("/news")
        )
        plain["/sitemap.xml"] = xml(f"<urlset>{listed}</urlset>")
        plain["/"] = Reply("<html><body><h1>Газета</h1></body></html>")
        for path, reply in plain.items():
            body = PACK[coding](reply.content)
            site.pages[path] = Reply(body, headers={**reply.headers, "Content-Encoding": coding})
        yield site


def test_sixty_articles_are_sixty_documents(tmp_path: Path) -> None:
    with ExitStack() as stack:
        sites = {name: {"url": stack.enter_context(packed_site(name)).url} for name in PACK}
        results = Crawl(tmp_path / "archive", sites).results()  # type: ignore[arg-type]
    assert [(one.source_id, one.outcome, one.fetched) for one in results] == [
        (name, "complete", ARTICLES) for name in PACK
    ]
    papers = [
        Newspaper(id=name, name=name, languages=("ru",), provenance="a test", site=(site,))
        for name, site in sites.items()
    ]  # type: ignore[arg-type]
    place = Place(tmp_path, Catalogue(newspapers=tuple(papers), centres=()))
    place.load()
    held = place.ask("SELECT source_id, count(*) FROM documents GROUP BY source_id")
    assert dict(held) == dict.fromkeys(PACK, ARTICLES)
