"""A real WordPress behind a proxy that spoils four addresses of ten: nothing is lost for ever, and no wall is a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawlers.catalogue.sources import Catalogue
from crawlers.warehouse.connection import open_warehouse
from crawlers.warehouse.load import bring_up_to_date
from crawlers.web.addresses import canonical
from tests.crawl.crawling import Crawl
from tests.crawl.faults.proxy import proxying
from tests.servers.wordpress import WordPressSite

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
