"""Sources with several live addresses: editions side by side are one source, one crawl and one claim."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.crawl.crawling import Crawl, captures, kept
from tests.crawl.loopback import Loopback, Reply
from tests.crawl.papers import article, with_feed, with_sitemap


def with_edition(site: Loopback, name: str, numbers: range) -> dict[str, object]:
    """Publish articles below `/name/`, listed at `/name/list`; return the keys of its site."""
    for number in numbers:
        site.pages[f"/{name}/news/{number}"] = article(number)
    links = "".join(f'<a href="/{name}/news/{n}">{n}</a>' for n in numbers)
    site.pages[f"/{name}/list"] = f"<html><body>{links}</body></html>"
    site.pages[f"/{name}/"] = "<html></html>"
    return {
        "url": f"{site.url}/{name}",
        "discovery": ["listing"],
        "articles": f"^/{name}/news/",
        "listings": [f"{site.url}/{name}/list"],
    }


def test_all_editions_are_collected_and_together_vouch(site: Loopback, tmp_path: Path) -> None:
    editions = [with_edition(site, "kk", range(3)), with_edition(site, "ru", range(5))]
    order = Crawl(tmp_path, {"paper": editions}, since="2026-01-01")
    first = order.result()
    assert (first.outcome, first.fetched, first.covers_from) == ("complete", 8, "2026-01-01")
    assert len(captures(tmp_path, "article")) == 8
    assert "/kk: listing" in first.discovery
    assert "/ru: listing" in first.discovery
    with_edition(site, "kk", range(4))
    site.asked.clear()
    again = order.result()
    assert (again.outcome, again.fetched, again.unchanged) == ("complete", 1, 8)
    assert again.requests == 1 + 2 + 1, "robots.txt, two lists, the new article"


def test_a_day_is_vouched_for_only_if_every_edition_was_seen(site: Loopback, tmp_path: Path) -> None:
    editions = [with_edition(site, "kk", range(3)), with_edition(site, "ru", range(5))]
    site.pages["/kk/list"] = Reply("", 500)
    site.pages["/kk/"] = Reply("", 500)
    result = Crawl(tmp_path, {"paper": editions}, since="2026-01-01").result()
    assert (result.outcome, result.fetched) == ("partial", 5)
    assert (result.covers_from, result.covers_until) == (None, None)
    assert f"{site.url}/kk: " in result.reason
    assert f"{site.url}/ru: " not in result.reason
    *_, ended = kept(tmp_path)
    assert {one["asked"]["site"]: one["outcome"] for one in ended.facts["sites"]} == {
        f"{site.url}/ru": "complete",
        f"{site.url}/kk": "broken",
    }


def test_a_portal_of_the_press_watch_is_read_from_its_newest_lists_back_a_month(
    site: Loopback, tmp_path: Path
) -> None:
    with_sitemap(site, range(200), lastmod="2026-01-01")
    with_feed(site, range(3))
    order = Crawl(tmp_path, {"portal": {"url": site.url}}, watch=True)
    result = order.result()
    assert result.discovery == "feed"
    assert result.requests < 12
    (begun, *_) = kept(tmp_path)
    month_ago = (datetime.now(UTC) - timedelta(days=31)).date()
    assert begun.facts["since"] == month_ago.isoformat()
