"""An article on several pages is asked for page by page, each kept, and read as one document."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawlers.catalogue.sources import Catalogue
from crawlers.warehouse.connection import open_warehouse
from crawlers.warehouse.load import bring_up_to_date
from tests.crawl.crawling import Crawl
from tests.crawl.faults.kit import by_sitemap, story
from tests.crawl.loopback import Loopback

PARTS = ["Первая часть рассказа. ", "Вторая часть рассказа. ", "Третья часть рассказа. "]
NUMBERS = '<div class="page-links"><a class="post-page-numbers" href="{}">{}</a></div>'


def with_links(page: str, links: str) -> str:
    return page.replace("</article>", f"{links}</article>")


@pytest.mark.parametrize(
    ("second", "third", "link"),
    [
        ("/news/1/2/", "/news/1/3/", NUMBERS),
        ("/news/1?page=2", "/news/1?page=3", '<link rel="next" href="{}">'),
    ],
    ids=["post-page-numbers", "rel=next"],
)
def test_three_pages_are_one_document(
    site: Loopback, tmp_path: Path, second: str, third: str, link: str
) -> None:
    by_sitemap(site)
    site.pages["/news/1"] = with_links(story(1, PARTS[0] * 3), link.format(second, 2))
    site.pages[second] = with_links(story(1, PARTS[1] * 3), link.format(third, 3))
    site.pages[third] = story(1, PARTS[2] * 3)
    # the next article, and comments that are turned over: neither is a page of this one
    site.pages["/news/2"] = with_links(
        story(2), '<link rel="next" href="/news/3"><a href="/news/2?page=2">Комментарии</a>'
    )
    crawl = Crawl(tmp_path / "archive", {"paper": {"url": site.url, "discovery": ["sitemap"]}})
    assert crawl.result().outcome == "complete"
    assert [path for path in site.paths if path in {second, third}] == [second, third]
    assert "/news/2?page=2" not in site.paths

    bring_up_to_date(
        lambda: open_warehouse(tmp_path / "w.duckdb"),
        crawl.archive,
        tmp_path / "extracted",
        Catalogue.model_validate(crawl.order["catalogue"]),
        "Asia/Almaty",
    )
    with open_warehouse(tmp_path / "w.duckdb") as warehouse:
        texts = dict(warehouse.execute("SELECT url[-6:], text FROM documents").fetchall())
        kept = warehouse.execute("SELECT count(*) FROM captures WHERE role = 'further page'").fetchone()
    assert len(texts) == 6
    assert kept == (2,)
    assert [part.strip() in texts["news/1"] for part in PARTS] == [True] * 3
    assert [part.strip() in texts["news/2"] for part in PARTS] == [False] * 3
