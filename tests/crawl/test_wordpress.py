"""A real WordPress, collected by each way that it offers."""

from __future__ import annotations

import pytest

from crawlers.addresses import canonical
from tests.crawl.crawling import articles, captures, crawl
from tests.servers.wordpress import WordPressSite

pytestmark = pytest.mark.servers

WAYS = [((), "wordpress"), (("rest",), "sitemap"), (("rest", "sitemaps"), "feed")]


@pytest.fixture(params=["dated", "plain"])
def wordpress(request: pytest.FixtureRequest) -> WordPressSite:
    return request.getfixturevalue(f"{request.param}_wordpress")


def truth(site: WordPressSite) -> list[str]:
    return sorted(canonical(post.url) for post in site.readable)


@pytest.mark.parametrize(("off", "strategy"), WAYS)
def test_every_way_finds_the_same_articles_each_once(
    wordpress: WordPressSite, tmp_path, off, strategy
) -> None:
    locked = {canonical(post.url) for post in wordpress.unreadable if post.password}
    with wordpress.without(*off):
        result = crawl(tmp_path, wordpress.url)
    assert (result.outcome, result.discovery.split(";")[0]) == ("complete", strategy)
    assert sorted(set(articles(tmp_path)) - locked) == truth(wordpress)
    assert len(set(articles(tmp_path))) == len(articles(tmp_path))
    listings = result.requests - len(captures(tmp_path, "article"))
    assert len(captures(tmp_path, "article")) <= 1.1 * len(truth(wordpress))
    assert listings <= {"wordpress": 8, "sitemap": 10, "feed": 55}[strategy]


@pytest.mark.parametrize(("off", "strategy"), WAYS)
def test_nothing_new_costs_five_requests_and_ten_articles_twenty(
    dated_wordpress: WordPressSite, tmp_path, off, strategy
) -> None:
    with dated_wordpress.without(*off):
        crawl(tmp_path, dated_wordpress.url)
        before = set(articles(tmp_path))
        again = crawl(tmp_path, dated_wordpress.url)
        assert (again.outcome, again.fetched, again.requests <= 5) == ("complete", 0, True), again
        assert "0 new" in again.reason
        new = {canonical(post.url) for post in dated_wordpress.publish(10)}
        later = crawl(tmp_path, dated_wordpress.url)
    assert (later.outcome, later.fetched, later.requests <= 20) == ("complete", 10, True), later
    assert set(articles(tmp_path)) - before == new
