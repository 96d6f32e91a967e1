"""Keys of platforms are in no file that a run leaves behind, and in nothing that it says."""

from __future__ import annotations

import dataclasses
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from crawlers.crawl.settings import Keys
from crawlers.crawl.spiders.account import AccountAssignment
from tests.crawl.loopback import Loopback, Reply, serve
from tests.crawl.platforms.collecting import Collect, spellings, unpacked
from tests.crawl.platforms.facebook import TOKEN, Facebook, error
from tests.crawl.platforms.test_facebook import by_graph
from tests.crawl.platforms.test_youtube import by_api
from tests.crawl.platforms.youtube import KEY, Youtube


@pytest.fixture
def site() -> Iterator[Loopback]:
    with serve(Loopback()) as running:
        yield running


def all_that_is_left(collect: Collect) -> bytes:
    """Every file below the directory, unpacked, with the log and the tables as text."""
    collect.load()
    return unpacked(collect.root) + collect.log.encode()


TOLD = {"error": {"code": 403, "message": f"Key {KEY} is not valid", "errors": [{"reason": "forbidden"}]}}


@pytest.mark.parametrize(
    "trouble",
    [
        [],
        [Reply("oops", 500)],
        [Reply(f"key {KEY} is not valid", 403, {"X-Echo": KEY})],
        [Reply(json.dumps(TOLD), 403)],
        [Reply("", 302, {"Location": f"/elsewhere?key={KEY}"})],
        [Reply(gzip.compress(KEY.encode()), 200, {"Content-Encoding": "gzip"})],
    ],
)
def test_the_key_of_youtube_is_nowhere(trouble: list[Reply], tmp_path: Path, site: Loopback) -> None:
    youtube = Youtube.with_videos(60)
    youtube.trouble = list(trouble)
    collect = by_api(tmp_path, site, youtube)
    collect.run()
    left = all_that_is_left(collect)
    assert b"/youtube/v3/channels" in left
    assert not [one for one in spellings(KEY) if one in left]


@pytest.mark.parametrize(
    "trouble",
    [
        [],
        [Reply("oops", 500)],
        [Reply(f"token {quote(TOKEN)}", 400, {"X-Echo": TOKEN})],
        [error(400, 190, f"Error validating access token: {TOKEN} has expired")],
        [Reply("", 302, {"Location": f"/elsewhere?access_token={quote(TOKEN)}"})],
        [Reply("", 302, {"Location": f"/elsewhere?access_token={quote(TOKEN).replace('%7C', '%7c')}"})],
    ],
)
def test_the_token_of_facebook_is_nowhere_though_its_answers_repeat_it(
    trouble: list[Reply], tmp_path: Path, site: Loopback
) -> None:
    facebook = Facebook.with_posts(150)
    facebook.trouble = list(trouble)
    collect = by_graph(tmp_path, site, facebook)
    collect.run()
    left = all_that_is_left(collect)
    assert b"/v26.0/" in left
    assert not [one for one in spellings(TOKEN) if one in left]


def test_a_token_of_facebooks_own_making_is_not_kept_either(tmp_path: Path, site: Loopback) -> None:
    facebook = Facebook.with_posts(150)
    facebook.next_token = "EAAC-another-one"
    collect = by_graph(tmp_path, site, facebook)
    assert collect.run().outcome == "complete"
    left = all_that_is_left(collect)
    assert b"access_token=xxxx" in left
    assert b"another-one" not in left


def test_what_crashes_shows_no_key() -> None:
    fields = {one.name: one.repr for one in dataclasses.fields(AccountAssignment)}
    assert fields["key"] is False
    assert KEY not in repr(Keys(youtube=KEY, facebook=KEY))


def test_what_is_left_would_show_a_key(tmp_path: Path, site: Loopback) -> None:
    collect = by_api(tmp_path, site, Youtube.with_videos(1))
    collect.account["name"] = KEY
    collect.run()
    assert KEY.encode() in all_that_is_left(collect)
