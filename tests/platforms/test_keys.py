"""Keys of platforms are in no file that a run leaves behind, and in nothing that it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.crawl.loopback import Loopback, Reply, serve
from tests.platforms.collecting import Collect, spellings, unpacked
from tests.platforms.facebook import TOKEN, Facebook
from tests.platforms.test_facebook import by_graph
from tests.platforms.test_youtube import by_api
from tests.platforms.youtube import KEY, Youtube


@pytest.fixture
def site() -> Iterator[Loopback]:
    with serve(Loopback()) as running:
        yield running


def all_that_is_left(collect: Collect) -> bytes:
    """Every file below the directory, unpacked, with the log and the tables as text."""
    collect.load()
    return unpacked(collect.root) + collect.log.encode()


@pytest.mark.parametrize(
    "trouble", [[], [Reply("oops", 500)], [Reply(f"key {KEY} is not valid", 403, {"X-Echo": KEY})]]
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
    "trouble", [[], [Reply("oops", 500)], [Reply(f"token {quote(TOKEN)}", 400, {"X-Echo": TOKEN})]]
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


def test_what_is_left_would_show_a_key(tmp_path: Path, site: Loopback) -> None:
    collect = by_api(tmp_path, site, Youtube.with_videos(1))
    collect.account["name"] = KEY
    collect.run()
    assert KEY.encode() in all_that_is_left(collect)
