"""Collecting a Facebook page, against a stand-in that answers in the form of the documented Graph API."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.crawl.loopback import Loopback, Reply, serve
from tests.crawl.platforms.collecting import Collect
from tests.crawl.platforms.facebook import PAGE, TOKEN, Facebook, Post, error


@pytest.fixture
def site() -> Iterator[Loopback]:
    with serve(Loopback()) as running:
        yield running


def by_graph(root: Path, site: Loopback, facebook: Facebook, page: str = PAGE) -> Collect:
    site.otherwise = facebook.answer
    account = {"platform": "facebook", "id": page}
    return Collect(root, account, {"facebook": {"graph": site.url}}, {"FACEBOOK_ACCESS_TOKEN": TOKEN})


def test_a_page_is_read_to_its_beginning_and_then_only_what_is_new(tmp_path: Path, site: Loopback) -> None:
    facebook = Facebook.with_posts(250)
    collect = by_graph(tmp_path, site, facebook)
    result = collect.run()
    assert (result.outcome, result.found, result.fetched) == ("complete", 250, 250)
    assert facebook.calls == ["page"] + ["published_posts"] * 3
    oldest = facebook.posts[-1].created.date()
    assert result.covers_from == oldest.isoformat()

    facebook.posts.insert(0, Post(999, datetime(2016, 7, 22, 9, tzinfo=UTC)))
    facebook.calls.clear()
    second = collect.run()
    assert (second.outcome, second.fetched, second.covers_from) == ("complete", 1, oldest.isoformat())
    assert facebook.calls == ["page", "published_posts"]

    place = collect.load()
    assert place.ask("SELECT source_id, kind, count(*) FROM documents GROUP BY ALL") == [
        ("dacia-facebook", "post", 251)
    ]
    assert place.ask("SELECT DISTINCT followers, documents FROM account_stats") == [(1204, None)]


def test_a_post_is_read_in_full_and_known_by_the_same_address_as_in_exports(
    tmp_path: Path, site: Loopback
) -> None:
    collect = by_graph(tmp_path, site, Facebook.with_posts(1))
    collect.run()
    (post,) = collect.load().told()["documents"]
    del post["observed_at"]
    assert post == {
        "source_id": "dacia-facebook",
        "kind": "post",
        "url": f"https://facebook.com/{PAGE}/posts/900000000000000",
        "text": "Ein Fest 🎉",
        "captions": "['Das Fest', 'Bilder']",
        "published_day": "2016-07-20",
        "published_at": "2016-07-20 12:00:00",
        "likes": "5",
        "comments": "1",
        "shares": "2",
    }


def test_a_text_that_facebook_cut_inside_an_emoji_is_read(tmp_path: Path, site: Loopback) -> None:
    facebook = Facebook.with_posts(1)
    facebook.posts[0].message = "Ein Fest \ud83d"
    collect = by_graph(tmp_path, site, facebook)
    collect.run()
    assert collect.load().ask("SELECT text FROM documents") == [("Ein Fest \ufffd",)]


def test_a_limit_that_is_near_ends_the_run_and_the_next_goes_on(tmp_path: Path, site: Loopback) -> None:
    facebook = Facebook.with_posts(250)
    facebook.usage = {"call_count": 95, "total_time": 10, "total_cputime": 10}
    collect = by_graph(tmp_path, site, facebook)
    first = collect.run()
    assert (first.outcome, first.covers_from) == ("partial", None)
    assert "95 %" in first.reason
    facebook.usage["call_count"] = 5
    facebook.calls.clear()
    assert collect.run().outcome == "complete"
    assert facebook.calls == ["page"] + ["published_posts"] * 3
    assert collect.load().ask("SELECT count(*) FROM documents") == [(250,)]


@pytest.mark.parametrize(
    ("trouble", "outcome", "words"),
    [
        (error(400, 4, "Application request limit reached"), "partial", "rate limit"),
        (error(400, 17, "User request limit reached"), "partial", "rate limit"),
        (error(400, 32, "Page request limit reached"), "partial", "rate limit"),
        (error(400, 80001, "There have been too many calls for this page"), "partial", "rate limit"),
        (error(400, 190, "Error validating access token"), "blocked", "FACEBOOK_ACCESS_TOKEN is not valid"),
        (error(403, 200, "Requires pages_read_engagement"), "blocked", "pages_read_engagement"),
        (error(403, 299, "Permissions error"), "blocked", "may not read this page"),
        (error(400, 100, "Object does not exist"), "blocked", "id in centres.toml is wrong"),
        (error(400, 1, "An unknown error occurred"), "broken", "An unknown error occurred"),
        (error(400, 10, "requires Page Public Content Access"), "blocked", "Page Public Content Access"),
        (Reply("oops", 404), "broken", "answers with status 404;"),
    ],
)
def test_every_refusal_is_told_and_none_is_silence(
    trouble: Reply, outcome: str, words: str, tmp_path: Path, site: Loopback
) -> None:
    facebook = Facebook.with_posts(3)
    facebook.trouble = [trouble]
    result = by_graph(tmp_path, site, facebook).run()
    assert (result.outcome, result.covers_from) == (outcome, None)
    assert words in result.reason


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("X-Page-Usage", '{"call_count": 3, "total_time": 91, "total_cputime": 1}'),
        (
            "X-Business-Use-Case-Usage",
            '{"112233445566": [{"type": "pages", "call_count": 91, "total_cputime": 1, "total_time": 1}]}',
        ),
    ],
)
def test_every_header_that_tells_of_a_limit_is_obeyed_by_all_pages(
    header: str, told: str, tmp_path: Path, site: Loopback
) -> None:
    facebook = Facebook.with_posts(3)
    collect = by_graph(tmp_path, site, facebook)
    collect.others = [{"platform": "facebook", "name": "another", "id": "7", "provenance": "a test"}]
    facebook.headers = {header: told}
    collect.run()
    assert facebook.calls == ["page"]
    assert [one["outcome"] for one in collect.results] == ["partial", "partial"]
    assert all("91 %" in one["reason"] for one in collect.results)


@pytest.mark.parametrize(
    ("newest", "outcome", "covers_from"),
    [
        (datetime(2016, 11, 1, tzinfo=UTC), "complete", "2017-01-01"),
        (datetime.now(UTC), "partial", None),
    ],
)
def test_years_of_which_facebook_may_not_show_all_posts_are_not_vouched_for(
    newest: datetime, outcome: str, covers_from: str | None, tmp_path: Path, site: Loopback
) -> None:
    facebook = Facebook([Post(number, newest - timedelta(minutes=number)) for number in range(1300)])
    result = by_graph(tmp_path, site, facebook).run()
    assert (result.outcome, result.covers_from) == (outcome, covers_from)
    assert "some 600 posts of a year" in result.reason


def test_a_page_without_a_token_is_behind_a_login_wall_and_its_days_are_unknown(
    tmp_path: Path, site: Loopback
) -> None:
    collect = by_graph(tmp_path, site, Facebook.with_posts(3))
    collect.keys = {}
    result = collect.run()
    assert (result.outcome, result.requests) == ("login_wall", 0)
    assert "FACEBOOK_ACCESS_TOKEN" in result.reason
    assert site.paths == []
    place = collect.load()
    assert place.ask("SELECT outcome, covers_from, found FROM crawls") == [("login_wall", None, 0)]
    assert place.ask("SELECT count(*) FROM account_stats") == [(0,)]
    assert place.marts("SELECT health FROM source_health WHERE source_id = 'dacia-facebook'") == [
        ("login_wall",)
    ]
    assert place.marts(
        "SELECT documents, posts, views FROM activity_monthly WHERE diaspora = 'romanian' AND platform = 'facebook'"
    ) == [(None, None, None)]


@pytest.mark.parametrize("platform", ["facebook", "youtube"])
def test_an_account_without_an_id_is_not_configured_and_leaves_nothing_behind(
    platform: str, tmp_path: Path
) -> None:
    collect = Collect(tmp_path, {"platform": platform, "id": ""}, keys={"FACEBOOK_ACCESS_TOKEN": TOKEN})
    result = collect.run()
    assert (result.outcome, result.requests) == ("not_configured", 0)
    assert "sources check" in result.reason
    assert not collect.archive.exists()
    collect.archive.mkdir()
    health = f"SELECT health FROM source_health WHERE source_id = 'dacia-{platform}'"
    assert collect.load().marts(health) == [("not_configured",)]


def test_accounts_of_one_name_are_told_apart_in_every_list(tmp_path: Path) -> None:
    collect = Collect(tmp_path, {"platform": "facebook", "id": ""})
    collect.others = [{"platform": "youtube", "name": "dacia.kz", "id": "", "provenance": "a test"}]
    collect.archive.mkdir()
    names = collect.load().ask("SELECT name FROM sources WHERE platform <> 'web' ORDER BY 1")
    assert names == [("dacia.kz (Facebook)",), ("dacia.kz (YouTube)",)]
