"""After 30 days without a refresh, nothing of what YouTube's API said is left but how much was published when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from crawlers.warehouse.retention import drop_expired
from tests.crawl.loopback import Loopback, serve
from tests.crawl.platforms.collecting import Collect
from tests.crawl.platforms.test_youtube import by_api
from tests.crawl.platforms.youtube import Youtube
from tests.extract.imports.warehouse import Place

TODAY = datetime.now(UTC).date()


@pytest.fixture
def site() -> Iterator[Loopback]:
    with serve(Loopback()) as running:
        yield running


def drop(collect: Collect, place: Place, today: date) -> tuple[int, int, int]:
    with place.open() as warehouse:
        dropped = drop_expired(warehouse, today, collect.archive, collect.root / "extracted")
    return dropped.captures, dropped.documents, len(dropped.files)


def months(place: Place) -> list[tuple[object, ...]]:
    """Months with videos, what was published in them, and whether views are known."""
    return place.marts(
        "SELECT month::VARCHAR, documents, videos, words > 0, views, engagement FROM activity_monthly "
        "WHERE diaspora = 'romanian' AND platform = 'youtube' AND documents > 0 ORDER BY month"
    )


def test_within_30_days_everything_is_kept(tmp_path: Path, site: Loopback) -> None:
    collect = by_api(tmp_path, site, Youtube.with_videos(20))
    collect.run()
    place = collect.load()
    assert drop(collect, place, TODAY + timedelta(days=29)) == (0, 0, 0)
    assert months(place) == [("2016-06-01", 10, 10, True, 100, 30), ("2016-07-01", 10, 10, True, 100, 30)]


def test_nothing_is_kept_for_longer_than_30_days(tmp_path: Path, site: Loopback) -> None:
    collect = by_api(tmp_path, site, Youtube.with_videos(3))
    collect.run()
    assert drop(collect, collect.load(), TODAY + timedelta(days=30)) == (3, 3, 1)


def test_after_30_days_only_the_numbers_are_left_and_reading_the_archive_again_brings_nothing_back(
    tmp_path: Path, site: Loopback
) -> None:
    collect = by_api(tmp_path, site, Youtube.with_videos(20))
    collect.run()
    place = collect.load()
    assert drop(collect, place, TODAY + timedelta(days=32)) == (3, 20, 1)
    for table in (
        "documents",
        "document_versions",
        "document_captures",
        "document_stats",
        "account_stats",
        "captures",
    ):
        assert place.ask(f"SELECT count(*) FROM {table}") == [(0,)], table
    assert not list(collect.archive.rglob("*.warc.gz"))
    assert not list((tmp_path / "extracted").rglob("*.parquet"))
    place.load()
    assert months(place) == [
        ("2016-06-01", 10, 10, True, None, None),
        ("2016-07-01", 10, 10, True, None, None),
    ]
    assert drop(collect, place, TODAY + timedelta(days=33)) == (0, 0, 0)


def test_what_is_collected_again_is_not_counted_twice(tmp_path: Path, site: Loopback) -> None:
    youtube = Youtube.with_videos(20)
    collect = by_api(tmp_path, site, youtube)
    collect.run()
    place = collect.load()
    drop(collect, place, TODAY + timedelta(days=32))
    del youtube.videos[-1]  # one more is gone meanwhile: it was published all the same
    assert collect.run().fetched == 19
    place.load()
    assert [row[:2] for row in months(place)] == [("2016-06-01", 10), ("2016-07-01", 10)]
