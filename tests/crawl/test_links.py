"""A site without any list of its articles, and with every trap: what is found, and that it comes to an end."""

from __future__ import annotations

from pathlib import Path

from tests.crawl.crawling import articles, captures, crawl
from tests.crawl.loopback import Asked, Loopback, Reply
from tests.crawl.papers import article, with_sitemap

NOWHERE = {"discovery": ["links"], "timeout": 10}


def page(*links: str) -> str:
    return "<html><body>" + "".join(f'<a href="{link}">{link}</a>' for link in links) + "</body></html>"


def publish(site: Loopback, articles: int) -> None:
    """Three sections of a menu, each paged by tens; articles name one another."""
    site.pages["/"] = page("/category/a", "/category/b", "/about.pdf", "https://elsewhere.kz/x")
    for section in "ab":
        for first in range(0, articles, 10):
            here = f"/category/{section}" + (f"/page/{first // 10 + 1}" if first else "")
            shown = [f"/{section}/story-{n}" for n in range(first, min(first + 10, articles))]
            following = [f"/category/{section}/page/{first // 10 + 2}"] if first + 10 < articles else []
            site.pages[here] = page(*shown, *following, "/")
        for n in range(articles):
            site.pages[f"/{section}/story-{n}"] = article(n) + page(f"/{section}/story-{n + 1}?utm_source=x")


def test_everything_that_is_linked_is_found_once(site: Loopback, tmp_path: Path) -> None:
    publish(site, 40)
    first = crawl(tmp_path, site.url, **NOWHERE)
    assert (first.outcome, first.fetched, first.discovery) == ("complete", 80, "links")
    assert len(articles(tmp_path)) == len(set(articles(tmp_path))) == 80
    assert first.covers_from is None, "who follows links does not know what nobody linked to"
    publish(site, 43)
    site.pages["/"] = page("/category/a", "/category/b", *(f"/a/story-{n}" for n in (40, 41, 42)))
    again = crawl(tmp_path, site.url, **NOWHERE)
    assert (again.outcome, again.fetched) == ("complete", 3)
    assert again.requests <= 20


def test_traps_are_left(site: Loopback, tmp_path: Path) -> None:
    publish(site, 20)
    menu = "/category/a", "/category/b", "/kalendar/2016/1", "/afisha?day=1", "/shop/list?x=0"

    def endless(asked: Asked) -> Reply | str:
        path = asked.path
        if path.startswith(("/kalendar/", "/afisha", "/search")):
            raise AssertionError(path)
        if path.startswith("/shop/list"):  # a list whose next page never ends and never shows anything
            number = int(path.rpartition("=")[2])
            return page(
                f"/shop/list?x={number + 1}",
                f"/category/a/page/1?sort={number}",
                f"/a/story-1?PHPSESSID={number}",
            )
        return Reply("no", 404)

    site.pages["/"] = page(*menu, "/search?q=a", "/a/a/a/b", "/category/a?a=1&b=2&c=3&d=4")
    site.otherwise = endless
    result = crawl(tmp_path, site.url, articles="^/[ab]/story-", **NOWHERE)
    assert (result.outcome, result.fetched) == ("complete", 40)
    assert len(site.asked) < 60
    assert len(captures(tmp_path, "listing")) < 15


def test_it_is_the_last_resort(site: Loopback, tmp_path: Path) -> None:
    publish(site, 4)
    result = crawl(tmp_path, site.url)
    assert (result.outcome, result.fetched) == ("complete", 8)
    assert result.discovery.startswith("links; wordpress: ")


def test_a_list_that_comes_back_is_used_again(site: Loopback, tmp_path: Path) -> None:
    site.pages["/"] = page(*(f"/news/{n}" for n in range(5)))
    with_sitemap(site, range(5))
    assert crawl(tmp_path, site.url, since="2020-01-01").discovery.startswith("sitemap")
    away = {name: site.pages.pop(name) for name in ("/sitemap.xml", "/sitemap-0.xml")}
    lost = crawl(tmp_path, site.url, since="2020-01-01")
    assert (lost.discovery.split(";")[0], lost.covers_from) == ("links", None)
    site.pages |= away
    back = crawl(tmp_path, site.url, since="2020-01-01")
    assert (back.discovery, back.covers_from, back.fetched) == ("sitemap", "2020-01-01", 0)
