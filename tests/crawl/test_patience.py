"""How long the crawler waits: Crawl-delay, Retry-After, back-off; and for how long at most."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from statistics import fmean
from time import thread_time

import pytest
from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.http import Response

from crawlers.crawl.middlewares.backoff import retry_after
from crawlers.crawl.middlewares.transport import Transport
from tests.crawl.crawling import captures, crawl
from tests.crawl.loopback import HANGS_UP, Asked, Loopback, Reply
from tests.crawl.papers import article, with_sitemap


def pauses(site: Loopback) -> list[float]:
    return [later.at - earlier.at for earlier, later in pairwise(site.asked)]


def once(first: Reply, then: str):
    """Answer `first` to the first request and `then` to others."""
    answers = [first]
    return lambda asked: answers.pop() if answers else then


def test_crawl_delay_is_kept_between_all_requests(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(3))
    site.pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 0.4\n"
    assert crawl(tmp_path, site.url, discovery=["sitemap"]).outcome == "complete"
    assert len(site.asked) == 8
    assert fmean(pauses(site)) >= 0.38  # measured where they arrive, one a little late now and then


def test_the_delay_of_the_study_is_kept_where_robots_txt_asks_for_less(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(2))
    site.pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 0.1\n"
    crawl(tmp_path, site.url, discovery=["sitemap"], delay=0.3)
    assert fmean(pauses(site)) >= 0.28


def test_a_longer_crawl_delay_than_we_wait_leaves_the_site_alone(site: Loopback, tmp_path) -> None:
    site.pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 3600\n"
    result = crawl(tmp_path, site.url, longest_wait=60)
    assert (site.paths, result.outcome) == (["/robots.txt"], "blocked")
    assert "3600 seconds" in result.reason


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_honoured(site: Loopback, tmp_path, status) -> None:
    with_sitemap(site, range(2))
    site.pages["/news/0"] = once(Reply("later", status, {"Retry-After": "1"}), article(0))
    result = crawl(tmp_path, site.url, discovery=["sitemap"])
    asked = [one.at for one in site.asked if one.path == "/news/0"]
    assert len(asked) == 2
    assert asked[1] - asked[0] >= 1
    assert (result.outcome, result.fetched, result.failed) == ("complete", 2, 0)
    assert sorted(capture.status for capture in captures(tmp_path, "article")) == [200, 200, status]


def test_a_longer_retry_after_than_we_wait_ends_the_crawl(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(3))
    site.pages["/news/1"] = Reply("later", 429, {"Retry-After": "7200"})
    result = crawl(tmp_path, site.url, discovery=["sitemap"], longest_wait=60)
    assert (result.outcome, result.fetched) == ("partial", 1)
    assert "7200 seconds" in result.reason
    assert "/news/2" not in site.paths


def test_trouble_is_met_with_growing_pauses_and_given_up(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(2))
    site.pages["/news/0"] = Reply("broken", 500)
    result = crawl(tmp_path, site.url, discovery=["sitemap"], delay=0.1)
    asked = [one.at for one in site.asked if one.path == "/news/0"]
    waits = [later - earlier for earlier, later in pairwise(asked)]
    assert len(asked) == 4
    assert waits[0] >= 0.2
    assert waits[1] >= 0.4
    assert waits[2] >= 0.8
    assert (result.outcome, result.fetched, result.failed) == ("partial", 1, 1)


NOW = datetime(2016, 5, 9, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        (format_datetime(NOW + timedelta(minutes=5), usegmt=True), 300.0),
        (format_datetime(NOW - timedelta(minutes=5), usegmt=True), 0.0),
        ("soon", None),
        ("-5", None),
        (None, None),
    ],
)
def test_both_forms_of_retry_after_are_read(header, seconds) -> None:
    headers = {"Date": format_datetime(NOW, usegmt=True)} | ({"Retry-After": header} if header else {})
    assert retry_after(Response("http://paper.kz/", status=503, headers=headers)) == seconds


def test_a_site_that_answers_slowly_is_asked_more_slowly(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(3))
    for path in ("/news/0", "/news/1", "/news/2"):
        page = site.pages[path]
        site.pages[path] = lambda asked, page=page: Reply(str(page), after=0.5)
    crawl(tmp_path, site.url, discovery=["sitemap"])
    starts = [one.at for one in site.asked if one.path.startswith("/news")]
    assert min(later - earlier for earlier, later in pairwise(starts)) >= 0.5


def test_a_site_is_not_slow_because_we_are_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    async def answer(self: Transport, request: Request) -> Response:
        begun = thread_time()
        while thread_time() - begun < 0.1:  # other sites' pages are read meanwhile
            pass
        request.meta["download_latency"] = 0.5
        return Response(request.url)

    monkeypatch.setattr(HTTP11DownloadHandler, "download_request", answer)
    request = Request("http://paper.kz/")
    asyncio.run(Transport.download_request(object.__new__(Transport), request))
    assert 0.2 < request.meta["download_latency"] <= 0.4


def test_a_kept_connection_that_breaks_is_asked_again_in_its_turn(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(2))
    times: list[float] = []

    def breaks_once(asked: Asked) -> Reply | str:
        times.append(asked.at)
        return Reply(status=HANGS_UP) if len(times) == 1 else article(1)

    site.pages["/news/1"] = breaks_once
    result = crawl(tmp_path, site.url, discovery=["sitemap"], delay=0.3)
    assert (result.outcome, result.fetched) == ("complete", 2)
    assert len(times) == 2
    assert times[1] - times[0] >= 0.55  # twice the delay, as for any other failure
    assert result.requests == len(site.asked)
