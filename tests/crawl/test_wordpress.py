"""A real WordPress, collected by each way that it offers."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawlers.web.addresses import canonical
from tests.crawl.crawling import articles, captures, crawl
from tests.servers.wordpress import WordPressSite

pytestmark = pytest.mark.servers

WAYS = [((), "wordpress"), (("rest",), "sitemap"), (("rest", "sitemaps"), "feed")]


def truth(site: WordPressSite) -> list[str]:
    return sorted(canonical(post.url) for post in site.readable)


def found_once(site: WordPressSite, archive: Path) -> bool:
    """Whether the archive holds every readable post once, and nothing else but what only a password opens."""
    locked = {canonical(post.url) for post in site.unreadable if post.password}
    found = articles(archive)
    return len(found) == len(set(found)) and sorted(set(found) - locked) == truth(site)


@pytest.mark.parametrize(("off", "strategy"), WAYS)
def test_every_way_finds_the_same_articles_at_addresses_that_are_only_numbers(
    plain_wordpress: WordPressSite, tmp_path, off, strategy
) -> None:
    with plain_wordpress.without(*off):
        result = crawl(tmp_path, plain_wordpress.url)
    assert (result.outcome, result.discovery.split(";")[0]) == ("complete", strategy)
    assert found_once(plain_wordpress, tmp_path)


@pytest.mark.parametrize(
    ("off", "strategy"), [WAYS[0], *(pytest.param(*way, marks=pytest.mark.soak) for way in WAYS[1:])]
)
def test_what_420_articles_cost_then_nothing_new_and_then_ten(
    dated_wordpress: WordPressSite, tmp_path, off, strategy
) -> None:
    with dated_wordpress.without(*off):
        first = crawl(tmp_path, dated_wordpress.url)
        assert (first.outcome, first.discovery.split(";")[0]) == ("complete", strategy)
        assert found_once(dated_wordpress, tmp_path)
        pages = len(captures(tmp_path, "article"))
        assert pages <= 1.1 * len(truth(dated_wordpress))
        assert first.requests - pages <= {"wordpress": 8, "sitemap": 10, "feed": 55}[strategy]
        before = set(articles(tmp_path))
        again = crawl(tmp_path, dated_wordpress.url)
        assert (again.outcome, again.fetched, again.requests <= 5) == ("complete", 0, True), again
        assert "0 new" in again.reason
        new = {canonical(post.url) for post in dated_wordpress.publish(10)}
        later = crawl(tmp_path, dated_wordpress.url)
    assert (later.outcome, later.fetched, later.requests <= 20) == ("complete", 10, True), later
    assert set(articles(tmp_path)) - before == new
