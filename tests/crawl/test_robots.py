"""robots.txt: what it forbids is never asked for, and no answer is no permission."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.crawl.crawling import captures, crawl, failures
from tests.crawl.loopback import Loopback, Reply
from tests.crawl.papers import publish, with_sitemap

EIGHT_AT_ONCE = """
import asyncio, json, sys
import scrapy
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from crawlers.crawl.settings import settings
from crawlers.catalogue.study import Politeness

base = sys.argv[1]
setup = settings(Politeness(contact="mail@example.org", delay=0, private_addresses=True))
setup |= {"CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "EXTENSIONS": {}, "LOG_ENABLED": False}

class Eight(scrapy.Spider):
    name = "eight"
    hosts = {base.removeprefix("http://")}
    async def start(self):
        for number in range(8):
            yield scrapy.Request(f"{base}/private/{number}")

process = AsyncCrawlerProcess(setup)
process.crawl(Crawler(Eight, setup))
process.start()
"""


def test_eight_disallowed_start_addresses_are_not_fetched(site: Loopback) -> None:
    site.pages["/robots.txt"] = Reply("User-agent: *\nDisallow: /private/", after=0.3)
    subprocess.run(
        [sys.executable, "-c", EIGHT_AT_ONCE, site.url], check=True, capture_output=True, timeout=60
    )
    assert site.paths == ["/robots.txt"]


def test_what_is_disallowed_is_left_out_and_written_down(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(6))
    site.pages["/robots.txt"] = "User-agent: diaspora-monitor\nDisallow: /news/3\n"
    result = crawl(tmp_path, site.url)
    assert "/news/3" not in site.paths
    assert (result.fetched, result.failed) == (5, 1)
    assert failures(tmp_path) == {f"{site.url}/news/3": "robots.txt forbids this address"}


def test_a_site_that_disallows_everything_is_blocked(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(3))
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /\n"
    result = crawl(tmp_path, site.url)
    assert site.paths == ["/robots.txt"]
    assert (result.outcome, "robots.txt" in result.reason) == ("blocked", True)


@pytest.mark.parametrize("status", [500, 503, 429])
def test_an_unreachable_robots_txt_is_no_permission(site: Loopback, tmp_path, status) -> None:
    with_sitemap(site, range(3))
    site.pages["/robots.txt"] = Reply("", status)
    result = crawl(tmp_path, site.url)
    assert set(site.paths) == {"/robots.txt"}
    assert result.outcome == "blocked"
    assert str(status) in result.reason


def test_a_robots_txt_that_never_comes_is_no_permission(site: Loopback, tmp_path) -> None:
    site.pages["/robots.txt"] = Reply("", after=2.5)
    result = crawl(tmp_path, site.url, timeout=0.3)
    assert set(site.paths) == {"/robots.txt"}
    assert (result.outcome, "timeout" in result.reason) == ("blocked", True)
    assert f"{site.url}/robots.txt" in failures(tmp_path)


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_robots_txt_allows_all(site: Loopback, tmp_path, status) -> None:
    with_sitemap(site, range(3))
    site.pages["/robots.txt"] = Reply("User-agent: *\nDisallow: /", status)
    assert crawl(tmp_path, site.url).outcome == "complete"
    assert len(captures(tmp_path, "article")) == 3


def test_sitemaps_named_by_robots_txt_are_used(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(3))
    site.pages["/elsewhere.xml"] = site.pages.pop("/sitemap.xml")
    site.pages["/robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {site.url}/elsewhere.xml\n"
    assert crawl(tmp_path, site.url).fetched == 3


def test_we_say_who_we_are(site: Loopback, tmp_path) -> None:
    publish(site, range(1))
    crawl(tmp_path, site.url)
    assert {one.headers["user-agent"] for one in site.asked} == {"diaspora-monitor/0.1 (+mail@example.org)"}
