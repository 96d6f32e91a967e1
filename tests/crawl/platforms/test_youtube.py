"""Collecting a YouTube channel, against a stand-in that answers by the API's own schemas."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.crawl.loopback import Loopback, Reply, serve
from tests.crawl.platforms.collecting import Collect, make_older
from tests.crawl.platforms.youtube import CHANNEL, KEY, Video, Youtube, feed


@pytest.fixture
def site() -> Iterator[Loopback]:
    with serve(Loopback()) as running:
        yield running


def by_api(root: Path, site: Loopback, youtube: Youtube, account: str = CHANNEL, **study: object) -> Collect:
    site.otherwise = youtube.answer
    settings = {"api": f"{site.url}/youtube/v3"} | study
    return Collect(
        root, {"platform": "youtube", "id": account}, {"youtube": settings}, {"YOUTUBE_API_KEY": KEY}
    )


def test_a_channel_of_1234_videos_takes_the_fewest_calls_there_are(tmp_path: Path, site: Loopback) -> None:
    youtube = Youtube.with_videos(1234)
    collect = by_api(tmp_path, site, youtube)
    result = collect.run()
    assert (result.outcome, result.found, result.fetched) == ("complete", 1234, 1234)
    assert sorted(youtube.calls) == ["channels"] + ["playlistItems"] * 25 + ["videos"] * 25
    assert result.requests == 51
    assert "51 units" in result.reason

    youtube.calls.clear()
    second = collect.run()
    assert (second.outcome, second.fetched, second.unchanged) == ("complete", 0, 1234)
    assert youtube.calls == ["channels", "playlistItems"]

    youtube.videos.insert(0, Video("brand-new-1", datetime(2016, 7, 21, tzinfo=UTC)))
    youtube.calls.clear()
    third = collect.run()
    assert third.fetched == 1
    assert youtube.calls == ["channels", "playlistItems", "videos"]

    place = collect.load()
    assert place.ask("SELECT source_id, kind, count(*), count(DISTINCT url) FROM documents GROUP BY ALL") == [
        ("dacia-youtube", "video", 1235, 1235)
    ]
    assert place.ask("SELECT count(*), count(views), count(comments) FROM document_stats") == [
        (1235, 1235, 0)
    ]
    assert place.ask("SELECT followers, documents FROM account_stats ORDER BY observed_at") == [
        (412, 1234),
        (412, 1234),
        (412, 1235),
    ]
    assert place.ask("SELECT DISTINCT outcome, covers_from::VARCHAR FROM crawls") == [
        ("complete", "2008-05-01")
    ]


def test_a_video_is_read_in_full(tmp_path: Path, site: Loopback) -> None:
    collect = by_api(tmp_path, site, Youtube.with_videos(1))
    collect.run()
    (video,) = collect.load().told()["documents"]
    del video["observed_at"]
    assert video == {
        "source_id": "dacia-youtube",
        "kind": "video",
        "url": "https://youtube.com/watch?v=video000000",
        "title": "Концерт 🎶",
        "text": "Первая строка\nДруга",
        "declared_language": "ro",
        "published_day": "2016-07-20",
        "published_at": "2016-07-20 12:00:00",
        "duration": "3723",
        "views": "10",
        "likes": "3",
    }


@pytest.mark.parametrize("name", ["@dacia.kz", "daciakz"])
def test_a_channel_is_found_by_handle_or_user_name_and_then_remembered(
    name: str, tmp_path: Path, site: Loopback
) -> None:
    youtube = Youtube.with_videos(3)
    collect = by_api(tmp_path, site, youtube, name)
    assert collect.run().outcome == "complete"
    youtube.handle = youtube.user = "renamed"
    assert collect.run().outcome == "complete"
    assert f"id={CHANNEL}" in site.paths[-2]


def test_a_channel_that_is_not_there_needs_a_person(tmp_path: Path, site: Loopback) -> None:
    result = by_api(tmp_path, site, Youtube.with_videos(3), "@nobody").run()
    assert result.outcome == "broken"
    assert "no channel '@nobody'" in result.reason


def test_an_empty_channel_is_known_to_be_silent(tmp_path: Path, site: Loopback) -> None:
    result = by_api(tmp_path, site, Youtube()).run()
    assert (result.outcome, result.found, result.covers_from) == ("complete", 0, "2008-05-01")


def test_quota_that_is_used_up_stops_the_run_and_the_next_goes_on(tmp_path: Path, site: Loopback) -> None:
    youtube = Youtube.with_videos(400)
    youtube.units_a_day = 4  # the channel and three pages of its list
    collect = by_api(tmp_path, site, youtube)
    first = collect.run()
    assert first.outcome == "partial"
    assert "quotaExceeded" in first.reason
    assert first.covers_from is None
    youtube.units_a_day = 10_000
    youtube.calls.clear()
    second = collect.run()
    assert (second.outcome, second.fetched) == ("complete", 400)
    assert (
        sorted(youtube.calls) == ["channels"] + ["playlistItems"] * 6 + ["videos"] * 8
    )  # pages 1 and 4 to 8


def test_where_youtube_has_forgotten_a_page_all_pages_are_asked_for(tmp_path: Path, site: Loopback) -> None:
    youtube = Youtube.with_videos(400)
    youtube.units_a_day = 4
    collect = by_api(tmp_path, site, youtube)
    collect.run()
    youtube.units_a_day, youtube.token = 10_000, "OTHER"
    youtube.calls.clear()
    assert collect.run().fetched == 400
    assert sorted(youtube.calls) == ["channels"] + ["playlistItems"] * (8 + 1) + ["videos"] * 8


def test_a_run_keeps_to_its_own_budget(tmp_path: Path, site: Loopback) -> None:
    youtube = Youtube.with_videos(400)
    collect = by_api(tmp_path, site, youtube, quota=10)
    outcomes = [collect.run().outcome for _ in range(2)]
    assert outcomes == ["partial", "complete"]
    assert len(youtube.calls) == (1 + 8 + 1) + (1 + 1 + 7)


def test_a_refresh_that_the_quota_cuts_short_goes_on_where_it_stopped(tmp_path: Path, site: Loopback) -> None:
    youtube = Youtube.with_videos(400)
    collect = by_api(tmp_path, site, youtube, quota=17)
    assert collect.run().outcome == "complete"
    make_older(collect.archive, days=8)
    collect.study["youtube"]["quota"] = 12
    youtube.calls.clear()
    assert collect.run().outcome == "partial"
    assert youtube.calls == ["channels"] + ["playlistItems"] * 8 + ["videos"] * 3
    youtube.calls.clear()
    second = collect.run()
    assert (second.outcome, second.fetched) == ("complete", 250)
    assert youtube.calls == ["channels", "playlistItems"] + ["videos"] * 5
    stats = collect.load().ask("SELECT count(*), count(DISTINCT observed_at::DATE) FROM document_stats")
    assert stats == [(800, 2)]


def test_channels_are_collected_one_after_the_other_and_share_the_quota(
    tmp_path: Path, site: Loopback
) -> None:
    youtube = Youtube.with_videos(90)
    collect = by_api(tmp_path, site, youtube, quota=7)
    collect.others = [
        {"platform": "youtube", "name": "another", "id": youtube.handle, "provenance": "a test"}
    ]
    collect.run()
    whole = ["channels", "playlistItems", "playlistItems", "videos", "videos"]
    assert youtube.calls == [*whole, *whole[:2]]
    assert [one["outcome"] for one in collect.results] == ["complete", "partial"]
    youtube.calls.clear()
    collect.run()
    assert youtube.calls == [*whole[:2], *whole]


def test_a_quota_that_is_used_up_is_no_refusal_even_where_nothing_was_found(
    tmp_path: Path, site: Loopback
) -> None:
    youtube = Youtube.with_videos(3)
    youtube.units_a_day = 0
    result = by_api(tmp_path, site, youtube).run()
    assert (result.outcome, result.covers_from) == ("partial", None)
    assert "quotaExceeded" in result.reason


def test_errors_of_the_server_are_waited_out(tmp_path: Path, site: Loopback) -> None:
    youtube = Youtube.with_videos(3)
    youtube.trouble = [Reply("oops", 500), Reply("oops", 503)]
    result = by_api(tmp_path, site, youtube).run()
    assert (result.outcome, result.requests) == ("complete", 5)
    assert "5 units" in result.reason


def test_a_server_that_stays_broken_says_nothing_about_the_channel(tmp_path: Path, site: Loopback) -> None:
    youtube = Youtube.with_videos(120)
    collect = by_api(tmp_path, site, youtube)
    collect.run()
    youtube.trouble = [Reply("oops", 500)] * 8
    second = collect.run()
    assert second.outcome == "broken"
    assert collect.load().ask("SELECT count(*), count(gone_at) FROM documents") == [(120, 0)]


def test_deleted_and_private_videos_are_gone_and_changed_counts_are_kept_side_by_side(
    tmp_path: Path, site: Loopback
) -> None:
    youtube = Youtube.with_videos(60)
    collect = by_api(tmp_path, site, youtube)
    collect.run()
    deleted, private, seen_more = youtube.videos.pop(3), youtube.videos[5], youtube.videos[0]
    private.public, seen_more.views = False, 99
    make_older(collect.archive, days=8)  # what was described a week ago is described again
    youtube.calls.clear()
    second = collect.run()
    assert "2 deleted or private" in second.reason
    assert sorted(youtube.calls) == ["channels"] + ["playlistItems"] * 2 + ["videos"] * 2
    place = collect.load()
    gone = place.ask("SELECT url FROM documents WHERE gone_at IS NOT NULL ORDER BY url")
    assert gone == [(f"https://youtube.com/watch?v={one.video_id}",) for one in (deleted, private)]
    views = place.ask(
        f"SELECT views FROM document_stats JOIN documents USING (document_id) WHERE url LIKE '%{seen_more.video_id}' ORDER BY observed_at"
    )
    assert views == [(10,), (99,)]
    youtube.calls.clear()
    collect.run()
    assert youtube.calls == ["channels", "playlistItems"]  # what is gone is not asked for again and again


def test_a_key_that_is_refused_is_not_a_silent_channel(tmp_path: Path, site: Loopback) -> None:
    collect = by_api(tmp_path, site, Youtube.with_videos(3))
    collect.keys = {"YOUTUBE_API_KEY": "another"}
    result = collect.run()
    assert (result.outcome, result.covers_from) == ("blocked", None)
    assert "refuses the call" in result.reason
    assert "API key not valid" in result.reason


def test_a_video_that_leaves_the_list_is_asked_for_by_name_and_then_known_to_be_gone(
    tmp_path: Path, site: Loopback
) -> None:
    youtube = Youtube.with_videos(20)
    collect = by_api(tmp_path, site, youtube)
    collect.run()
    deleted = youtube.videos.pop(3)
    youtube.calls.clear()
    assert "1 deleted or private" in collect.run().reason
    assert youtube.calls == ["channels", "playlistItems", "videos"]
    gone = collect.load().ask("SELECT url FROM documents WHERE gone_at IS NOT NULL")
    assert gone == [(f"https://youtube.com/watch?v={deleted.video_id}",)]
    youtube.calls.clear()
    collect.run()
    assert youtube.calls == ["channels", "playlistItems"]


def test_an_answer_that_redirects_is_not_followed(tmp_path: Path, site: Loopback) -> None:
    youtube = Youtube.with_videos(3)
    youtube.trouble = [Reply("", 302, {"Location": f"{site.url}/youtube/v3/channels?key={KEY}"})]
    result = by_api(tmp_path, site, youtube).run()
    assert (result.outcome, result.requests) == ("broken", 1)
    assert "answers 302" in result.reason


def by_feed(root: Path, site: Loopback, youtube: Youtube, account: str = CHANNEL) -> Collect:
    site.pages[f"/feeds/videos.xml?channel_id={CHANNEL}"] = lambda _: Reply(
        feed(youtube), headers={"Content-Type": "text/xml"}
    )
    return Collect(
        root, {"platform": "youtube", "id": account}, {"youtube": {"feed": f"{site.url}/feeds/videos.xml"}}
    )


def test_without_a_key_the_feed_gives_the_newest_15_and_vouches_for_their_days(
    tmp_path: Path, site: Loopback
) -> None:
    collect = by_feed(tmp_path, site, Youtube.with_videos(40))
    result = collect.run()
    assert (result.outcome, result.found) == ("complete", 15)
    assert result.covers_from == "2016-06-23"  # the day after the oldest of the fifteen
    place = collect.load()
    assert place.ask(
        "SELECT count(*), sum(views), sum(likes) FROM documents JOIN document_stats USING (document_id)"
    ) == [(15, 150, 45)]


def test_a_feed_of_fewer_than_15_shows_the_whole_channel(tmp_path: Path, site: Loopback) -> None:
    assert by_feed(tmp_path, site, Youtube.with_videos(4)).run().covers_from == "2008-05-01"


@pytest.mark.parametrize("status", [404, 500])
def test_a_feed_that_fails_never_means_that_videos_are_gone(
    status: int, tmp_path: Path, site: Loopback
) -> None:
    youtube = Youtube.with_videos(5)
    collect = by_feed(tmp_path, site, youtube)
    collect.run()
    site.pages.clear()
    site.pages["/robots.txt"] = ""
    site.otherwise = Reply("not now", status)
    result = collect.run()
    assert (result.outcome, result.covers_from) == ("partial", None)
    assert "nothing follows from it" in result.reason
    assert collect.load().ask("SELECT count(*), count(gone_at) FROM documents") == [(5, 0)]


def test_a_feed_that_has_not_changed_is_not_sent_again(tmp_path: Path, site: Loopback) -> None:
    collect = by_feed(tmp_path, site, Youtube.with_videos(5))
    full = feed(Youtube.with_videos(5))
    path = f"/feeds/videos.xml?channel_id={CHANNEL}"
    site.pages[path] = lambda asked: (
        Reply("", 304)
        if asked.headers.get("if-none-match") == '"v1"'
        else Reply(full, headers={"Content-Type": "text/xml", "ETag": '"v1"'})
    )
    first, second = collect.run(), collect.run()
    assert second.responses["304"] == 1
    assert (second.outcome, second.fetched, second.unchanged) == ("complete", 0, 5)
    assert second.covers_from == first.covers_from


def test_a_feed_that_another_id_asked_for_before_is_sent_in_full(tmp_path: Path, site: Loopback) -> None:
    youtube = Youtube.with_videos(5)
    collect = by_api(tmp_path, site, youtube, youtube.handle)
    collect.run()  # its id is known now
    site.pages["/robots.txt"] = ""
    collect.study["youtube"]["feed"] = f"{site.url}/feeds/videos.xml"
    collect.keys = {}
    site.pages[f"/feeds/videos.xml?channel_id={CHANNEL}"] = lambda asked: (
        Reply("", 304)
        if "if-none-match" in asked.headers
        else Reply(feed(youtube), headers={"Content-Type": "text/xml", "ETag": '"v1"'})
    )
    assert collect.run().outcome == "complete"
    collect.account["id"] = CHANNEL
    assert (collect.run().outcome, collect.run().unchanged) == ("complete", 5)


def test_robots_txt_that_forbids_the_feed_is_obeyed(tmp_path: Path, site: Loopback) -> None:
    collect = by_feed(tmp_path, site, Youtube.with_videos(5))
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /feeds/videos.xml\n"
    result = collect.run()
    assert result.outcome == "blocked"
    assert "YOUTUBE_API_KEY" in result.reason
    assert site.paths == ["/robots.txt"]


def test_a_handle_without_a_key_says_what_to_do(tmp_path: Path, site: Loopback) -> None:
    result = by_feed(tmp_path, site, Youtube(), "@dacia.kz").run()
    assert result.outcome == "blocked"
    assert "only a channel's own id" in result.reason
    assert site.paths == []
