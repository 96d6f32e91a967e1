"""After 30 days without a refresh, nothing of what YouTube's API said is left but how much was published when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from crawlers.catalogue.sources import Catalogue
from crawlers.warehouse.connection import open_warehouse
from crawlers.warehouse.retention import drop_expired, keep_only_counts, outlived
from tests.crawl.loopback import Loopback, serve
from tests.crawl.platforms.collecting import Collect
from tests.crawl.platforms.test_youtube import by_api
from tests.crawl.platforms.youtube import Youtube
from tests.extract.imports.warehouse import Place
from tests.extract.place import Place as Archive
from tests.extract.place import page, paper

pytestmark = pytest.mark.slow

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


@pytest.mark.parametrize(("keep_days", "too_old"), [(None, 0), (40, 0), (31, 0), (30, 1), (1, 2)])
def test_what_a_source_lets_keep_is_counted_from_the_day_of_publication(
    tmp_path: Path, keep_days: int | None, too_old: int
) -> None:
    source = paper().model_copy(update={"keep_days": keep_days})
    archive = Archive(tmp_path, Catalogue(newspapers=(source,), centres=()))
    archive.crawl({f"https://paper.example/{day}": article(day) for day in ("2026-04-01", "2026-04-20")})
    archive.load()
    with open_warehouse(tmp_path / "warehouse.duckdb") as warehouse:
        old = outlived(warehouse, archive.catalogue, date(2026, 5, 2)).get("paper", [])
        assert len(old) == too_old
        keep_only_counts(warehouse, old)
        days = "SELECT day::VARCHAR, documents FROM kept_counts ORDER BY ALL"
        assert warehouse.execute(days).fetchall() == [("2026-04-01", 1), ("2026-04-20", 1)][:too_old]


def test_names_beside_numbers_are_masked_where_a_source_says_so(tmp_path: Path) -> None:
    told = {}
    for masked in (False, True):
        source = paper().model_copy(update={"masked": masked})
        archive = Archive(tmp_path, Catalogue(newspapers=(source,), centres=()))
        if not masked:
            archive.crawl({"https://paper.example/1": article("2026-04-01")})
        archive.load()
        with open_warehouse(tmp_path / "warehouse.duckdb") as warehouse:
            told[masked] = warehouse.execute("SELECT text FROM document_versions").fetchall()
    assert [["Анна Ким, 8 701 765 43 21" in text for (text,) in texts] for texts in told.values()] == [
        [True],
        [False],
    ]
    assert [["курсы: [name], [number]." in text for (text,) in texts] for texts in told.values()] == [
        [False],
        [True],
    ]


def article(day: str) -> str:
    text = "Общество открыло курсы языка для детей и взрослых в городском центре культуры, и двери открыты всем. "
    return page(f"Курсы языка {day}", text * 3, "Запись на курсы: Анна Ким, 8 701 765 43 21.", day=day)
