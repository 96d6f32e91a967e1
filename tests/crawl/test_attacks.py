"""A site that wants the crawler to ask somebody else: in every spelling, from everywhere an address may come from."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

import pytest

from tests.crawl.crawling import captures, crawl
from tests.crawl.loopback import Loopback, Reply, serve
from tests.crawl.papers import article, xml


def elsewhere(own: str, trap: str) -> list[str]:
    """Addresses that lead to `trap`, or to schemes that are nobody's, as an attacker would write them."""
    port, mine = urlsplit(trap).port, urlsplit(own).netloc
    return [
        f"http://127.0.0.1:{port}/news/1",
        f"http://localhost:{port}/news/2",
        f"http://LOCALHOST.:{port}/news/3",
        f"http://2130706433:{port}/news/4",
        f"http://0x7f000001:{port}/news/5",
        f"http://0177.0.0.1:{port}/news/6",
        f"http://127.1:{port}/news/7",
        f"http://[::ffff:127.0.0.1]:{port}/news/8",
        f"http://[::ffff:7f00:1]:{port}/news/9",
        f"http://{mine}@127.0.0.1:{port}/news/10",
        f"http://{mine}%2f@127.0.0.1:{port}/news/11",
        f"http://{mine}\\@127.0.0.1:{port}/news/12",
        f"http://127.0.0.1:{port}\t/news/13",
        f"//127.0.0.1:{port}/news/14",
        f"http:\\\\127.0.0.1:{port}/news/15",
        f"http://169.254.169.254:{port}/latest/meta-data/news/16",
        f"ftp://127.0.0.1:{port}/news/17",
        f"gopher://127.0.0.1:{port}/news/18",
        "file:///etc/passwd?/news/19",
        "data:text/html,<h1>news</h1>",
        f"javascript:location='{trap}/news/20'",
    ]


def in_redirects(site: Loopback, bad: list[str]) -> None:
    for number, address in enumerate(bad):
        site.pages[f"/news/{number}"] = Reply("", 302, {"Location": address.replace("\t", "%09")})
    urls = "".join(f"<url><loc>{site.url}/news/{number}</loc></url>" for number in range(len(bad)))
    site.pages["/sitemap.xml"] = xml(f"<urlset>{urls}</urlset>")


def in_a_sitemap(site: Loopback, bad: list[str]) -> None:
    urls = "".join(f"<url><loc>{escape(address)}</loc></url>" for address in bad)
    site.pages["/sitemap.xml"] = xml(f"<urlset>{urls}</urlset>")


def in_an_index_of_sitemaps(site: Loopback, bad: list[str]) -> None:
    urls = "".join(f"<sitemap><loc>{escape(address)}</loc></sitemap>" for address in bad)
    site.pages["/sitemap.xml"] = xml(f"<sitemapindex>{urls}</sitemapindex>")


def in_robots(site: Loopback, bad: list[str]) -> None:
    site.pages["/robots.txt"] = "User-agent: *\nAllow: /\n" + "".join(
        f"Sitemap: {address}\n" for address in bad
    )


def in_a_feed(site: Loopback, bad: list[str]) -> None:
    items = "".join(f"<item><link>{escape(address)}</link></item>" for address in bad)
    site.pages["/"] = f'<link rel="alternate" type="application/rss+xml" href="{site.url}/rss">'
    site.pages["/rss"] = xml(f"<rss><channel>{items}</channel></rss>")


def in_links(site: Loopback, bad: list[str]) -> None:
    links = "".join(f'<p><a href="{escape(address)}">A headline of news</a></p>' for address in bad)
    feeds = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{escape(address)}">' for address in bad
    )
    site.pages["/"] = f"<html><head>{feeds}</head><body>{links}</body></html>"


def in_an_api(site: Loopback, bad: list[str]) -> None:
    posts = [
        {"id": n, "link": address, "date_gmt": "2016-01-01T00:00:00", "content": {"rendered": ""}}
        for n, address in enumerate(bad)
    ]
    answer = Reply(json.dumps(posts), headers={"Content-Type": "application/json"})
    site.otherwise = lambda asked: answer if "wp/v2/posts" in asked.path else Reply("", 404)
    site.pages["/"] = (
        f'<link rel="https://api.w.org/" href="{bad[0]}"><link rel="https://api.w.org/" href="/wp-json/">'
    )


PLACES: list[Callable[[Loopback, list[str]], None]] = [
    in_redirects, in_a_sitemap, in_an_index_of_sitemaps, in_robots, in_a_feed, in_links, in_an_api,
]  # fmt: skip


@pytest.mark.parametrize("put", PLACES, ids=[place.__name__ for place in PLACES])
def test_no_request_leaves_for_a_host_that_the_catalogue_does_not_name(
    site: Loopback, tmp_path, put: Callable[[Loopback, list[str]], None]
) -> None:
    with serve(Loopback()) as trap:
        trap.otherwise = article(99)
        put(site, elsewhere(site.url, trap.url))
        crawl(tmp_path, site.url, discovery=["wordpress", "sitemap", "feed", "links"])
        assert trap.asked == []
    kept = captures(tmp_path)
    assert {urlsplit(one.url).netloc for one in kept} == {urlsplit(site.url).netloc}
    assert [one.url for one in kept if one.role == "article" and one.status == 200] == []
    assert len(site.asked) >= 3
    assert b"root:x:" not in b"".join(path.read_bytes() for path in tmp_path.rglob("*.gz"))
