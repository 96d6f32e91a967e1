"""Lists as live sites give them: broken off, turning in circles, cut down by caches, in the wrong charset."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from crawlers.catalogue.sources import Site
from crawlers.crawl.discovery.article_addresses import may_be_article
from tests.crawl.crawling import Crawl, articles, captures, crawl
from tests.crawl.faults.kit import NUMBERS, api, with_stories
from tests.crawl.faults.kit import post as post_of
from tests.crawl.loopback import Asked, Loopback, Reply
from tests.crawl.papers import article, publish, with_listing, with_sitemap, xml


@pytest.mark.parametrize("status", [403, 500, 503])
def test_a_feed_that_breaks_off_is_not_taken_for_whole(site: Loopback, tmp_path: Path, status: int) -> None:
    with_pages_of_a_feed(site, 5)
    site.pages["/feed?paged=3"] = Reply("", status)
    result = crawl(tmp_path, site.url, discovery=["feed"], feeds=[f"{site.url}/feed"])
    assert (result.outcome, result.fetched, result.covers_from) == ("partial", 20, None)
    assert f"paged=3 answers {status}" in result.reason


def test_a_feed_whose_pages_all_lead_to_the_first_is_read_once(site: Loopback, tmp_path: Path) -> None:
    with_pages_of_a_feed(site, 2)
    site.otherwise = lambda asked: (
        Reply("", 302, {"Location": "/feed"}) if "paged" in asked.path else Reply("", 404)
    )
    result = crawl(tmp_path, site.url, discovery=["feed"], feeds=[f"{site.url}/feed"])
    assert (result.outcome, result.fetched) == ("complete", 20)
    assert sum("/feed" in path for path in site.paths) == 4


def test_days_without_a_time_in_a_feed(site: Loopback, tmp_path: Path) -> None:
    publish(site, range(3))
    entries = "".join(
        f"<entry><link href='/news/{n}'/><updated>2016-05-0{n + 1}</updated></entry>" for n in range(3)
    )
    site.pages["/atom"] = xml(f"<feed xmlns='http://www.w3.org/2005/Atom'>{entries}</feed>")
    results = [crawl(tmp_path, site.url, discovery=["feed"], feeds=[f"{site.url}/atom"]) for _ in range(2)]
    assert [(one.outcome, one.fetched) for one in results] == [("complete", 3), ("complete", 0)]
    assert results[0].covers_from == "2016-05-01"


def with_pages_of_a_feed(site: Loopback, pages: int) -> None:
    """A WordPress feed with ten articles a page, a day each."""
    publish(site, range(pages * 10))
    for page in range(pages):
        items = "".join(
            f"<item><link>{site.url}/news/{n}</link><pubDate>{28 - n % 28} Jan {2020 - n // 28} 10:00:00 +0600</pubDate></item>"
            for n in range(page * 10, page * 10 + 10)
        )
        site.pages["/feed" if page == 0 else f"/feed?paged={page + 1}"] = xml(
            f"<rss><channel><generator>https://wordpress.org/?v=6.8</generator>{items}</channel></rss>"
        )


def test_a_listing_that_breaks_off_is_not_taken_for_whole(site: Loopback, tmp_path: Path) -> None:
    with_listing(site, range(100))
    site.pages["/list?page=3"] = Reply("", 500)
    result = crawl(tmp_path, site.url, **listed(f"{site.url}/list?page={{page}}"))
    assert (result.outcome, result.fetched, result.covers_from) == ("partial", 40, None)
    assert "page=3 answers 500" in result.reason


def test_one_listing_that_is_gone_does_not_take_the_others_along(site: Loopback, tmp_path: Path) -> None:
    with_listing(site, range(30))
    result = crawl(tmp_path, site.url, **listed(f"{site.url}/moved", f"{site.url}/list?page={{page}}"))
    assert (result.outcome, result.fetched) == ("partial", 30)
    assert "/moved answers 404" in result.reason


def listed(*listings: str) -> dict[str, object]:
    return {"listings": list(listings), "articles": "^/news/", "discovery": ["listing"]}


NAME = "/news/праздник-жастар"


@pytest.mark.parametrize(
    ("encoding", "header", "meta"),
    [
        ("utf-8", "text/html", ""),
        ("utf-8", "text/html; charset=windows-1251", ""),
        ("utf-8", "text/html; charset=utf8", ""),
        ("cp1251", "text/html", ""),
        ("cp1251", "text/html", '<meta charset="windows-1251">'),
        ("cp1251", "text/html; charset=utf-8", '<meta charset="windows-1251">'),
    ],
)
def test_links_in_cyrillic_are_followed_whatever_charset_is_told(
    site: Loopback, tmp_path: Path, encoding: str, header: str, meta: str
) -> None:
    site.pages[quote(NAME)] = article(1)
    page = f'<html><head>{meta}</head><body><a href="{NAME}">Праздник</a></body></html>'
    site.pages["/list"] = Reply(page.encode(encoding), headers={"Content-Type": header})
    assert crawl(tmp_path, site.url, **listed(f"{site.url}/list")).fetched == 1


def test_sessions_in_the_path_are_one_article(site: Loopback, tmp_path: Path) -> None:
    site.pages["/list"] = "".join(
        f'<a href="/news/{n};jsessionid=A{n}{visit}">x</a>' for n in range(2) for visit in range(3)
    )
    site.otherwise = lambda asked: article(1) if asked.path.startswith("/news/") else Reply("", 404)
    assert crawl(tmp_path, site.url, **listed(f"{site.url}/list")).fetched == 2


def test_an_edition_ends_where_its_path_ends(site: Loopback, tmp_path: Path) -> None:
    paths = "/en/a", "/english/b", "/en/c"
    site.pages = {path: article(1) for path in paths}
    places = "".join(f"<url><loc>{site.url}{path}</loc></url>" for path in paths)
    site.pages["/en/sitemap.xml"] = xml(f"<urlset>{places}</urlset>")
    assert crawl(tmp_path, f"{site.url}/en", discovery=["sitemap"]).fetched == 2
    assert "/english/b" not in site.paths


def test_a_sitemap_of_news_with_images_says_when_they_were_published(site: Loopback, tmp_path: Path) -> None:
    publish(site, range(4))
    days = "2015-03-31", "2015-04-01", "2015-05-31", "2015-06-01"
    entries = "".join(
        f"<url><image:image><image:loc>{site.url}/images/{n}.jpg</image:loc></image:image>"
        f"<news:news><news:publication_date>{day}T23:30:00+06:00</news:publication_date></news:news>"
        f"<loc>\n {site.url}/news/{n} </loc></url>"
        for n, day in enumerate(days)
    )
    spaces = "sitemap/0.9", "sitemap-image/1.1", "sitemap-news/0.9"
    named = " ".join(
        f'xmlns{name}="http://www.google.com/schemas/{space}"'
        for name, space in zip(("", ":image", ":news"), spaces, strict=True)
    )
    text = f'\ufeff\n<?xml version="1.0" encoding="UTF-8"?><urlset {named}>{entries}</urlset>'
    site.pages["/sitemap.xml"] = Reply(text, headers={"Content-Type": "text/html"})
    result = crawl(tmp_path, site.url, discovery=["sitemap"], since="2015-04-01", until="2015-05-31")
    assert result.fetched == 2
    assert [path for path in site.paths if "/news/" in path] == ["/news/1", "/news/2"]


@pytest.mark.parametrize(
    "reply",
    [
        Reply("", 401),
        Reply("", 403),
        Reply("", 404),
        Reply("", 500),
        Reply("<html>Log in</html>"),
        Reply('<br />\n<b>Notice</b>: something in <b>/x.php</b>[{"link": "http://x/"}]'),
    ],
    ids=["401", "403", "404", "500", "page", "notice"],
)
def test_an_api_that_is_closed_is_passed_by(site: Loopback, tmp_path: Path, reply: Reply) -> None:
    with_api(site, range(0))
    with_sitemap(site, range(3))
    site.otherwise = lambda asked: reply if "wp-json" in asked.path else Reply("", 404)
    result = crawl(tmp_path, site.url)
    assert (result.outcome, result.fetched, result.discovery.split(";")[0]) == ("complete", 3, "sitemap")


def test_an_api_that_does_not_say_how_many_pages_it_has(site: Loopback, tmp_path: Path) -> None:
    with_api(site, range(250), counted=False, locked={5})
    first = crawl(tmp_path, site.url, discovery=["wordpress"])
    assert (first.outcome, first.fetched) == ("complete", 249)
    with_api(site, range(500), counted=False, locked={5})
    assert crawl(tmp_path, site.url, discovery=["wordpress"]).outcome == "complete"
    assert len(set(articles(tmp_path))) == 499


def test_an_api_that_gives_no_hundred_at_once(site: Loopback, tmp_path: Path) -> None:
    with_api(site, range(35), most=20)
    result = crawl(tmp_path, site.url, discovery=["wordpress"])
    assert (result.outcome, result.fetched, len(captures(tmp_path, "api"))) == ("complete", 35, 5)


def test_an_api_behind_a_cache_that_knows_no_pages(site: Loopback, tmp_path: Path) -> None:
    with_api(site, range(100), counted=False)
    answer = site.otherwise
    site.otherwise = lambda asked: answer(
        Asked(asked.path.replace("page=2", "page=1"), asked.at, asked.headers)
    )  # type: ignore[operator]
    result = crawl(tmp_path, site.url, discovery=["wordpress"])
    assert (result.outcome, result.fetched, result.requests < 20) == ("partial", 100, True)
    assert "repeats those before it" in result.reason


@pytest.mark.parametrize("way", ["wordpress", "sitemap"])
def test_a_quiet_month_is_no_missing_list(site: Loopback, tmp_path: Path, way: str) -> None:
    """An answer of nothing is an answer: the month is vouched for, and nothing else is asked for."""
    if way == "wordpress":
        with_stories(site)
        site.pages["/"] = Reply("", headers={"Link": f'<{site.url}/wp-json/>; rel="https://api.w.org/"'})
        site.otherwise = api(site, [post_of(site, number) for number in NUMBERS])
    else:
        with_sitemap(site, range(5), lastmod="2016-05-03")
    result = crawl(tmp_path, site.url, since="2019-02-01", until="2019-02-28")
    assert (result.outcome, result.found, result.covers_from) == ("complete", 0, "2019-02-01")
    assert not any(path.startswith("/news/") for path in site.paths)
    assert result.requests <= 6


def with_api(
    site: Loopback, numbers: range, *, counted: bool = True, locked: Iterable[int] = (), most: int = 100
) -> None:
    """Serve posts, all of them just changed; `locked` ones want a password, and no more than `most` come at once."""
    site.pages["/"] = Reply("", headers={"Link": f'<{site.url}/wp-json/>; rel="https://api.w.org/"'})

    def answer(asked: Asked) -> Reply:
        query = {key: values[0] for key, values in parse_qs(urlsplit(asked.path).query).items()}
        if not asked.path.startswith("/wp-json/wp/v2/posts?"):
            return Reply("", 404)
        size, page = int(query["per_page"]), int(query["page"])
        chosen = (numbers if query["order"] == "asc" else numbers[::-1])[(page - 1) * size : page * size]
        if size > most or (page > 1 and not chosen):
            return Reply("{}", 400)
        headers = {"X-WP-TotalPages": str(-(-len(numbers) // size))} if counted else {}
        return Reply(json.dumps([post(number) for number in chosen]), headers=headers)

    def post(number: int) -> dict[str, object]:
        text = "" if number in locked else f"<p>text {number}</p>"
        return {
            "link": f"{site.url}/news/{number}",
            "date": "2026-11-01T10:00:00",
            "modified_gmt": "2036-01-01T04:00:00",
            "content": {"rendered": text, "protected": number in locked},
        }

    site.otherwise = answer


def test_a_clock_that_makes_no_sense(site: Loopback, tmp_path: Path) -> None:
    with_sitemap(site, range(2))
    for page in site.pages.values():
        if isinstance(page, Reply):
            page.headers["Date"] = "Mo, 01 Jan 20162103007:00 60600"
    assert crawl(tmp_path, site.url).outcome == "complete"


def test_a_wall_that_no_cookie_opens_is_named_so(site: Loopback, tmp_path: Path) -> None:
    site.otherwise = lambda asked: Reply("", 302, {"Location": asked.path, "Set-Cookie": "seen=1"})
    site.pages["/robots.txt"] = ""
    result = crawl(tmp_path, site.url)
    assert (result.outcome, "though its cookies are kept: a wall" in result.discovery) == ("broken", True)


def test_captures_that_an_archive_cannot_play_do_not_stand_before_the_others(
    site: Loopback, tmp_path: Path
) -> None:
    lines = [
        f"kz,paper)/{n} 2015050{n + 1}120000 http://paper.kz/news/{n} text/html 200 {n:032} 100"
        for n in range(9)
    ]
    site.otherwise = lambda asked: (
        "\n".join(lines) if asked.path.startswith("/cdx") else Reply("", 404) if asked.path < "/web/20150507" else asked.path
    )  # fmt: skip
    result = Crawl(
        tmp_path,
        {"paper": {"url": "http://paper.kz", "alive": False}},
        "2015-04-01",
        "2016-07-31",
        via="wayback",
        web_archives={"wayback_index": f"{site.url}/cdx", "wayback_pages": f"{site.url}/web"},
    ).result()
    assert (result.outcome, result.fetched, result.failed) == ("partial", 3, 6)
    assert result.reason == "6 captures gave no usable answer."


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/index.php?option=com_content&task=view&id=12&Itemid=2", True),  # Joomla 1.0 and Mambo
        ("/index.php?option=com_content&task=emailform&id=12", False),
        ("/index.php?option=com_content&view=article&id=291&catid=9&lang=en", True),
        ("/news?sort=date", False),
    ],
)
def test_which_queries_choose_an_article(path: str, expected: bool) -> None:
    assert may_be_article(f"http://paper.kz{path}", Site(url="http://paper.kz")) is expected
