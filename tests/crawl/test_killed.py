"""A crawl killed at any moment loses nothing, and the next one asks for nothing twice."""

from __future__ import annotations

import random
import time
from collections import Counter

import pytest

from crawlers.archive.index import INDEX
from crawlers.archive.reader import read
from crawlers.archive.records import Damage
from tests.crawl.crawling import Crawl, articles, captures, crawl
from tests.crawl.loopback import Loopback
from tests.crawl.papers import with_sitemap
from tests.servers.wordpress import WordPressSite


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_any_moment_and_run_again(site: Loopback, tmp_path, seed) -> None:
    with_sitemap(site, range(100))
    chance = random.Random(seed)
    for _ in range(3):
        with Crawl(tmp_path, {"paper": {"url": site.url}}).start() as process:
            enough = len(site.asked) + chance.randint(1, 40)
            until = time.monotonic() + 20
            while len(site.asked) < enough and process.poll() is None and time.monotonic() < until:
                time.sleep(0.002)
            process.kill()
            process.communicate()
    result = crawl(tmp_path, site.url)
    assert result.outcome == "complete"
    found = articles(tmp_path)
    assert len(found) == len(set(found)) == 100
    # What was asked for when the process died may have come too late to be written; nothing else is asked twice.
    asked = Counter(path for path in site.paths if path.startswith("/news"))
    assert sum(times - 1 for times in asked.values()) <= 3
    site.asked.clear()
    again = crawl(tmp_path, site.url)
    assert (again.fetched, again.reason) == (0, "0 new, 100 already archived.")
    assert not any(path.startswith("/news") for path in site.paths)


def test_a_torn_record_is_asked_for_again(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(10))
    crawl(tmp_path, site.url)
    (path,) = tmp_path.rglob("*.warc.gz")
    last_article = captures(tmp_path, "article")[-1]
    whole = path.read_bytes()
    path.write_bytes(whole[: last_article.offset + 200])
    assert any(isinstance(item, Damage) for item in read(path))
    result = crawl(tmp_path, site.url)
    assert (result.outcome, result.fetched) == ("complete", 1)
    assert sorted(set(articles(tmp_path))) == sorted(f"https://{site.url[7:]}/news/{n}" for n in range(10))


@pytest.mark.parametrize("harm", ["deleted", "cut", "garbled", "emptied"])
def test_the_index_is_only_a_convenience(site: Loopback, tmp_path, harm) -> None:
    with_sitemap(site, range(10))
    crawl(tmp_path, site.url)
    index = tmp_path / "paper" / INDEX
    before = index.read_bytes()
    if harm == "deleted":
        index.unlink()
    else:
        index.write_bytes(
            {"cut": before[: len(before) // 2], "garbled": b"\xff\xfe no index\n", "emptied": b""}[harm]
        )
    site.asked.clear()
    result = crawl(tmp_path, site.url)
    assert (result.outcome, result.fetched, result.requests) == ("complete", 0, 3)
    assert index.read_bytes().startswith(before)


def test_an_index_line_points_at_its_record(site: Loopback, tmp_path) -> None:
    import gzip
    import json

    with_sitemap(site, range(3))
    crawl(tmp_path, site.url)
    for line in (tmp_path / "paper" / INDEX).read_text().splitlines():
        key, stamp, entry = line.split(" ", 2)
        place = json.loads(entry)
        with (tmp_path / "paper" / place["filename"]).open("rb") as archive:
            archive.seek(place["offset"])
            record = gzip.decompress(archive.read(place["length"])).decode()
        assert record.startswith("WARC/1.1\r\n")
        assert f"WARC-Target-URI: {place['url']}\r\n" in record
        assert len(stamp) == 14
        assert key.startswith(("1,0,0,127:", "urn:diaspora:"))


@pytest.mark.servers
def test_a_killed_crawl_of_an_api_goes_on_where_it_stopped(dated_wordpress: WordPressSite, tmp_path) -> None:
    sites = {"paper": {"url": dated_wordpress.url}}
    with Crawl(tmp_path, sites, politeness={"delay": 0.5}).start() as process:
        until = time.monotonic() + 20
        while len(pages(dated_wordpress)) < 3 and time.monotonic() < until:
            time.sleep(0.05)
        process.kill()
        process.communicate()
    dated_wordpress.forget_requests()
    new = dated_wordpress.publish(2)
    result = crawl(tmp_path, dated_wordpress.url)
    assert result.outcome == "complete"
    assert 1 <= len(pages(dated_wordpress)) <= 4
    assert not any("&page=1" in request for request in pages(dated_wordpress))
    found = Counter(articles(tmp_path))
    assert len(found) == len(dated_wordpress.readable)
    assert len(new) == 2


def pages(site: WordPressSite) -> list[str]:
    return [request.address for request in site.requests() if "wp/v2/posts" in request.address]
