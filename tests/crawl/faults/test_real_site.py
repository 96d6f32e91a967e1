"""A real WordPress behind a proxy that spoils four addresses of ten: nothing is lost for ever, and no wall is a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawlers.catalogue.sources import Catalogue
from crawlers.warehouse.connection import open_warehouse
from crawlers.warehouse.load import bring_up_to_date
from crawlers.web.addresses import canonical
from tests.chain.project import Project
from tests.crawl.crawling import Crawl, articles
from tests.crawl.faults.proxy import proxying
from tests.servers.wordpress import Way, WordPressSite

pytestmark = [pytest.mark.servers, pytest.mark.timeout(900)]


def documents(crawl: Crawl, root: Path) -> list[str]:
    """Canonical addresses of what the archive has become."""
    catalogue = Catalogue.model_validate(crawl.order["catalogue"])
    bring_up_to_date(
        lambda: open_warehouse(root / "w.duckdb"), crawl.archive, root / "extracted", catalogue, "Asia/Almaty"
    )
    with open_warehouse(root / "w.duckdb") as warehouse:
        return [url for (url,) in warehouse.execute("SELECT url FROM documents ORDER BY url").fetchall()]


def one_clean_run_repairs(site: WordPressSite, root: Path, seed: int = 7) -> None:
    with proxying(site.url) as proxy, site.without("rest"):
        truth = sorted(canonical(post.url.replace(site.url, proxy.url)) for post in site.readable)
        paths = [post.url.removeprefix(site.url) for post in site.readable]
        proxy.spoil(paths, 0.4, seed)
        crawl = Crawl(root / "archive", {"paper": {"url": proxy.url}}, politeness={"timeout": 60})
        first = crawl.result()
        kept = documents(crawl, root)
        assert first.outcome in {"partial", "broken"}
        assert set(kept) <= set(truth), "a wall became a document"
        assert len(kept) == len(truth) - len(proxy.spoilt) == first.fetched
        assert first.covers_from is None
        proxy.spoilt = {}
        second = crawl.result()
        assert second.outcome == "complete", second
        assert documents(crawl, root) == truth


def test_forty_percent_of_sixty_posts(plain_wordpress: WordPressSite, tmp_path: Path) -> None:
    one_clean_run_repairs(plain_wordpress, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(5))
def test_forty_percent_of_four_hundred_posts(
    dated_wordpress: WordPressSite, tmp_path: Path, seed: int
) -> None:
    one_clean_run_repairs(dated_wordpress, tmp_path, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("off", [(), ("rest",), ("rest", "sitemaps")], ids=["rest", "sitemap", "feed"])
def test_lists_are_spoilt_as_articles_are(
    dated_wordpress: WordPressSite, tmp_path: Path, off: tuple[Way, ...], seed: int
) -> None:
    """Forty percent of all addresses that a crawl asks for, robots.txt, lists and articles, by the command itself."""
    site = dated_wordpress
    with proxying(site.url) as proxy, site.without(*off):
        truth = {canonical(post.url.replace(site.url, proxy.url)) for post in site.readable}
        Crawl(tmp_path / "before", {"paper": {"url": proxy.url}}, politeness={"timeout": 60}).result()
        whole = {canonical(url) for url in articles(tmp_path / "before")} & truth
        proxy.spoil([path for path in proxy.asked if not path.startswith("/-/")], 0.4, seed)
        study = Project(tmp_path / "study", {"paper": proxy.url})
        first = study.diaspora("crawl", timeout=900)
        study.diaspora("extract")
        kept = {url for (url,) in study.ask("SELECT url FROM documents")}
        assert kept <= truth, f"walls became documents: {kept - truth}"
        assert first.returncode == (0 if kept == truth else 1), first.stderr
        proxy.spoilt = {}
        second = study.diaspora("crawl", timeout=900)
        study.diaspora("extract")
        found = [url for (url,) in study.ask("SELECT url FROM documents")]
        assert len(found) == len(set(found))
        assert set(found) >= whole, f"{len(whole - set(found))} missing of {len(whole)}: {second.stderr}"
        assert second.returncode == 0, second.stderr
