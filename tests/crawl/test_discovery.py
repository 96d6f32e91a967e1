"""Ways of finding pages on sites that are no WordPress: what they find, what they cost, where they fall back to."""

from __future__ import annotations

import gzip
import json

import pytest

from tests.crawl.crawling import articles, captures, crawl
from tests.crawl.loopback import Asked, Loopback, Reply
from tests.crawl.papers import article, publish, with_feed, with_listing, with_sitemap, xml


def test_four_hundred_articles_by_sitemap(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(400))
    first = crawl(tmp_path, site.url)
    assert (first.outcome, first.fetched, len(articles(tmp_path))) == ("complete", 400, 400)
    assert first.requests <= 400 * 1.1
    again = crawl(tmp_path, site.url)
    assert (again.fetched, again.requests) == (0, 4)
    assert again.reason == "0 new, 400 already archived."
    with_sitemap(site, range(410))
    later = crawl(tmp_path, site.url)
    assert (later.fetched, later.requests) == (10, 15)


def test_four_hundred_articles_by_listing(site: Loopback, tmp_path) -> None:
    with_listing(site, range(400))
    listing = {
        "listings": [f"{site.url}/list?page={{page}}"],
        "articles": "^/news/",
        "discovery": ["listing"],
    }
    first = crawl(tmp_path, site.url, **listing)
    assert (first.outcome, first.fetched, len(articles(tmp_path))) == ("complete", 400, 400)
    assert first.requests <= 400 * 1.1
    again = crawl(tmp_path, site.url, **listing)
    assert (again.fetched, again.requests) == (0, 2)
    with_listing(site, range(410))
    later = crawl(tmp_path, site.url, **listing)
    assert (later.fetched, later.requests) == (10, 13)


def test_a_listing_by_offset_drifts_and_loses_nothing(site: Loopback, tmp_path) -> None:
    with_listing(site, range(50), offset=True)
    listing = {
        "listings": [f"{site.url}/list?start={{offset:20}}"],
        "articles": "^/news/",
        "discovery": ["listing"],
    }
    assert crawl(tmp_path, site.url, **listing).fetched == 50
    with_listing(site, range(81), offset=True)
    later = crawl(tmp_path, site.url, **listing)
    assert (later.outcome, later.fetched) == ("complete", 31)
    assert len(articles(tmp_path)) == len(set(articles(tmp_path))) == 81


def test_a_listing_that_never_ends_is_left_when_it_shows_nothing_new(site: Loopback, tmp_path) -> None:
    publish(site, range(3))
    site.otherwise = lambda asked: "".join(f'<a href="/news/{n}">{n}</a>' for n in range(3))
    listing = {"listings": [f"{site.url}/page/{{page}}"], "articles": "^/news/", "discovery": ["listing"]}
    result = crawl(tmp_path, site.url, **listing)
    assert (result.outcome, result.fetched) == ("complete", 3)
    assert [path for path in site.paths if path.startswith("/page")] == ["/page/1", "/page/2"]


def test_a_feed_that_has_not_changed_is_one_request(site: Loopback, tmp_path) -> None:
    with_feed(site, range(10))
    feed = site.pages["/rss"]
    feed.headers["ETag"] = '"one"'

    def ask(asked: Asked) -> Reply:
        return Reply("", 304) if asked.headers.get("if-none-match") == '"one"' else feed

    site.pages["/rss"] = ask
    assert crawl(tmp_path, site.url, discovery=["feed"]).fetched == 10
    again = crawl(tmp_path, site.url, discovery=["feed"])
    assert (again.outcome, again.fetched, again.requests) == ("complete", 0, 2)
    assert (again.covers_from, captures(tmp_path, "feed")[-1].status) == ("2016-01-01", 304)


@pytest.mark.parametrize(
    "feed",
    [
        "<rss version='2.0'><channel><item><title>t</title><link>{url}/news/1</link></item></channel></rss>",
        "<rss><channel><item><guid>{url}/news/1</guid><pubDate>yesterday</pubDate></item></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><link href='{url}/'/><entry><link rel='self' href='{url}/x'/>"
        "<link href='/news/1'/><published>2016-01-02T03:04:05Z</published></entry></feed>",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
        "<item><link>{url}/news/1</link></item></rdf:RDF>",
    ],
    ids=["rss", "guid", "atom", "rdf"],
)
def test_every_kind_of_feed_is_read(site: Loopback, tmp_path, feed) -> None:
    publish(site, range(3))
    site.pages["/rss"] = xml(feed.format(url=site.url))
    crawl(tmp_path, site.url, discovery=["feed"], feeds=[f"{site.url}/rss"])
    assert articles(tmp_path) == [f"https://{site.url[7:]}/news/1"]


def test_lastmod_says_what_changed(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(30), lastmod="2016-05-03")
    crawl(tmp_path, site.url)
    site.asked.clear()
    changed = site.pages["/sitemap-0.xml"]
    changed.body = changed.body.replace(
        "/news/7</loc><lastmod>2016-05-03", "/news/7</loc><lastmod>2099-01-01"
    ).replace("/news/8</loc><lastmod>2016-05-03", f"/news/8</loc><lastmod>{tomorrow()}")
    result = crawl(tmp_path, site.url)
    assert "/sitemap-0.xml" not in site.paths  # the index says that it has not changed
    site.pages["/sitemap.xml"].body = site.pages["/sitemap.xml"].body.replace("2016-05-03", tomorrow())
    result = crawl(tmp_path, site.url)
    assert result.fetched == 1  # one changed; a date far ahead is none
    assert [path for path in site.paths if path.startswith("/news")] == ["/news/8"]


def test_one_lastmod_for_all_is_no_news(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(30), lastmod="2016-05-03")
    crawl(tmp_path, site.url)
    with_sitemap(site, range(30), lastmod=tomorrow())
    assert crawl(tmp_path, site.url).fetched == 0


def test_dated_addresses_outside_the_period_are_not_asked_for(site: Loopback, tmp_path) -> None:
    months = ["2014/12", "2015/03", "2015/04", "2016/07", "2016/08"]
    for month in months:
        site.pages[f"/{month}/title/"] = article(1)
    pages = "".join(f"<url><loc>{site.url}/{month}/title/</loc></url>" for month in months)
    site.pages["/sitemap.xml"] = xml(f"<urlset>{pages}</urlset>")
    crawl(tmp_path, site.url, since="2015-04-01", until="2016-07-31")
    assert [path for path in site.paths if "title" in path] == ["/2015/04/title/", "/2016/07/title/"]


def test_a_wider_period_is_looked_at_afresh_and_nothing_is_fetched_twice(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(6))
    crawl(tmp_path, site.url, since="2015-04-01", until="2016-07-31")
    with_sitemap(site, range(8))
    result = crawl(tmp_path, site.url)
    assert (result.outcome, result.fetched, result.unchanged) == ("complete", 2, 6)


def test_a_packed_sitemap_is_unpacked(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(3))
    site.pages["/sitemap-0.xml.gz"] = Reply(gzip.compress(site.pages["/sitemap-0.xml"].content))
    site.pages["/sitemap.xml"].body = site.pages["/sitemap.xml"].body.replace("-0.xml", "-0.xml.gz")
    assert crawl(tmp_path, site.url).fetched == 3


@pytest.mark.parametrize(
    "trap",
    [
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><urlset><url><loc>&b;</loc></url></urlset>",
        "<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><urlset><url><loc>http://[&f;</loc></url></urlset>",
        "<urlset><url><loc>http://[::1</loc></url><url><loc>javascript:alert(1)</loc></url><url/></urlset>",
        "<sitemapindex><sitemap><loc>/sitemap.xml</loc></sitemap></sitemapindex>",
        "<urlset><url><loc>{url}/calendar/2016/</loc></url><url><loc>{url}/x?PHPSESSID=1</loc></url></urlset>",
        "\x00\x01\x02",
    ],
)
def test_a_sitemap_full_of_traps_costs_nothing(site: Loopback, tmp_path, trap) -> None:
    site.pages["/sitemap.xml"] = xml(trap.replace("{url}", site.url))
    site.pages["/"] = "<html></html>"
    result = crawl(tmp_path, site.url)
    assert (result.outcome, result.found) == ("broken", 0)
    assert result.requests < 15


def test_an_api_that_needs_a_page_for_an_empty_text(site: Loopback, tmp_path) -> None:
    """A page builder keeps the text out of the API; the page has it."""
    serve_api(site, {1: "<p>text</p>", 2: "", 3: " \n"})
    result = crawl(tmp_path, site.url)
    assert (result.outcome, result.discovery, result.fetched) == ("complete", "wordpress", 3)
    assert [path for path in site.paths if path.startswith("/news")] == ["/news/2", "/news/3"]
    assert len(set(articles(tmp_path))) == 3


def test_an_api_with_nothing_in_it_is_not_the_way(site: Loopback, tmp_path) -> None:
    serve_api(site, {})
    with_sitemap(site, range(3))
    result = crawl(tmp_path, site.url)
    assert result.discovery == "sitemap; wordpress: the WordPress API lists no posts"


def test_an_api_that_breaks_later_is_left_for_the_sitemap(site: Loopback, tmp_path) -> None:
    serve_api(site, {1: "<p>text</p>"})
    crawl(tmp_path, site.url)
    site.pages["/"] = "<html></html>"
    site.pages = {path: page for path, page in site.pages.items() if "wp-json" not in path}
    site.otherwise = Reply("", 404)
    with_sitemap(site, range(4))
    result = crawl(tmp_path, site.url)
    assert (result.outcome, result.discovery.split(";")[0]) == ("complete", "sitemap")
    assert [path for path in site.paths if path.startswith("/news")] == ["/news/0", "/news/2", "/news/3"]


def serve_api(site: Loopback, texts: dict[int, str]) -> None:
    """Serve posts at /news/N with these texts by a REST API that the front page names."""
    publish(site, range(max(texts, default=0) + 1))
    posts = [
        {
            "id": number,
            "link": f"{site.url}/news/{number}",
            "date": "2016-01-01T10:00:00",
            "modified_gmt": "2016-01-01T04:00:00",
            "content": {"rendered": text, "protected": False},
        }
        for number, text in texts.items()
    ]
    site.pages["/"] = Reply(
        "<html></html>", headers={"Link": f'<{site.url}/wp-json/>; rel="https://api.w.org/"'}
    )

    def answer(asked: Asked) -> Reply:
        if not asked.path.startswith("/wp-json/wp/v2/posts?"):
            return Reply("", 404)
        headers = {"Content-Type": "application/json", "X-WP-Total": str(len(posts)), "X-WP-TotalPages": "1"}
        return Reply(json.dumps(posts), headers=headers)

    site.otherwise = answer


def tomorrow() -> str:
    from datetime import UTC, datetime, timedelta

    return (datetime.now(UTC) + timedelta(hours=20)).strftime("%Y-%m-%dT%H:%M:%SZ")
