"""What a site takes down is noticed: by its list where that names everything, else by asking for some of what is held."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crawl.crawling import captures, crawl
from tests.crawl.faults.kit import api, post
from tests.crawl.loopback import Loopback, Reply
from tests.crawl.papers import publish, with_feed, with_sitemap


def gone(archive: Path) -> list[str]:
    """The paths of articles that the archive has seen missing."""
    return sorted(
        "/news/" + one.url.rpartition("/")[2] for one in captures(archive, "article") if one.status == 404
    )


def take_down(site: Loopback, *numbers: int) -> None:
    for number in numbers:
        site.pages[f"/news/{number}"] = Reply("not here", 404)


def test_posts_that_an_api_lists_no_more(site: Loopback, tmp_path: Path) -> None:
    publish(site, range(12))
    site.pages["/"] = Reply("", headers={"Link": f'<{site.url}/wp-json/>; rel="https://api.w.org/"'})
    listed = [post(site, number) for number in range(12)]
    site.otherwise = api(site, listed)
    crawl(tmp_path, site.url, discovery=["wordpress"])
    take_down(site, 3, 7)
    site.otherwise = api(site, [one for one in listed if one["id"] not in {4, 8}])
    assert crawl(tmp_path, site.url, discovery=["wordpress"]).outcome == "complete"
    assert gone(tmp_path) == []  # compared yesterday
    later = crawl(tmp_path, site.url, discovery=["wordpress"], vanished_days=0)
    assert (later.outcome, gone(tmp_path)) == ("complete", ["/news/3", "/news/7"])
    again = crawl(tmp_path, site.url, discovery=["wordpress"], vanished_days=0)
    assert (again.outcome, len(gone(tmp_path))) == ("complete", 2)


def test_addresses_that_a_sitemap_names_no_more(site: Loopback, tmp_path: Path) -> None:
    with_sitemap(site, range(12))
    crawl(tmp_path, site.url, discovery=["sitemap"])
    with_sitemap(site, range(1, 12))
    take_down(site, 0)
    later = crawl(tmp_path, site.url, discovery=["sitemap"], vanished_days=0)
    assert (later.outcome, gone(tmp_path)) == ("complete", ["/news/0"])


@pytest.mark.parametrize("left", [range(2), range(8)], ids=["most of it is lost", "a third is lost"])
def test_a_list_that_leaves_out_what_is_there_is_not_whole(
    site: Loopback, tmp_path: Path, left: range
) -> None:
    with_sitemap(site, range(12))
    crawl(tmp_path, site.url, discovery=["sitemap"])
    with_sitemap(site, left)
    publish(site, range(12))
    later = crawl(tmp_path, site.url, discovery=["sitemap"], vanished_days=0)
    assert (later.outcome, later.covers_from) == ("partial", None)
    assert f"leaves out {12 - len(left)} of 12 documents" in later.reason


def test_documents_behind_the_end_of_a_feed_are_asked_for_now_and_then(
    site: Loopback, tmp_path: Path
) -> None:
    with_feed(site, range(7))
    crawl(tmp_path, site.url, discovery=["feed"])
    with_feed(site, range(5, 9))
    take_down(site, 0, 1)
    later = crawl(tmp_path, site.url, discovery=["feed"], vanished_days=0)
    assert (later.outcome, gone(tmp_path)) == ("complete", ["/news/0", "/news/1"])


@pytest.mark.parametrize("status", [404, 410])
@pytest.mark.parametrize("with_list", [with_sitemap, with_feed], ids=["sitemap", "feed"])
def test_what_is_named_again_is_asked_for_again(
    site: Loopback, tmp_path: Path, with_list: Callable[[Loopback, range], None], status: int
) -> None:
    way = ["sitemap" if with_list is with_sitemap else "feed"]
    with_list(site, range(7))
    crawl(tmp_path, site.url, discovery=way)
    with_list(site, range(1, 7))
    site.pages["/news/0"] = Reply("not here", status)
    crawl(tmp_path, site.url, discovery=way, vanished_days=0)
    with_list(site, range(7))
    publish(site, range(7))
    later = crawl(tmp_path, site.url, discovery=way, vanished_days=0)
    answers = [one.status for one in captures(tmp_path, "article") if one.url.endswith("/news/0")]
    assert (later.outcome, answers) == ("complete", [200, status, 200])
    crawl(tmp_path, site.url, discovery=way, vanished_days=0)
    assert len([one for one in captures(tmp_path, "article") if one.url.endswith("/news/0")]) == 3
