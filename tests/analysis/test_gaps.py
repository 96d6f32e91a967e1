"""A month of failed crawls and a month without a post, in every column of every mart: NULL here, 0 there, never swapped."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import duckdb
import pytest

from analysis.build import build, check, models
from crawlers.catalogue.communities import load_diasporas
from crawlers.catalogue.study import Study, Window
from crawlers.warehouse.connection import open_warehouse
from tests.rows import add_document, add_row

CONFIG = Path(__file__).parents[2] / "config"
BUSY, SILENT, FAILED = date(2015, 4, 1), date(2015, 5, 1), date(2015, 6, 1)
WINDOWS = [
    Window(name="silent", since=SILENT, until=date(2015, 5, 31)),
    Window(name="failed", since=FAILED, until=date(2015, 6, 30)),
    Window(name="all", since=BUSY, until=date(2015, 7, 31)),
]

WHERE = {
    "activity_monthly": "platform = 'web' AND month = $first",
    "homeland_mentions_monthly": "source_id IN ('filia', 'paper') AND month = $first",
    "press_visibility_monthly": "month = $first",
    "two_way": "month = $first",
    "community_events_monthly": "month = $first",
    "classifier_features": "period IN ('month', 'window:silent', 'window:failed') AND period_start = $first",
    "lived_experience": "period LIKE 'window:%' AND period <> 'window:all' AND period_start = $first",
}
"""Marts with periods, and the rows of a month in them."""

WHICH_AND_HOW_MUCH = set(
    "diaspora platform source_id month period period_start period_end topic domain days_in_month people census_people "
    "sources sources_known days_known own_days_known own_days_asked press_days_known share_known own_share_known "
    "known_weight communities".split()
)
"""Columns that say of what a row speaks and how much of it is known."""

OF_WHAT_IS_PRINTED = set(
    "share_heritage share_russian share_kazakh share_english balance folklorisation folklorisation_low "
    "folklorisation_high press naming_per_1000_documents naming_per_1000_low naming_per_1000_high "
    "first_naming_per_1000_documents first_naming_per_1000_low first_naming_per_1000_high mentions_per_10000_words "
    "mentions_per_10000_low mentions_per_10000_high community_per_1000 community_per_1000_low "
    "community_per_1000_high press_naming_per_1000_documents press_mentions_per_10000_words "
    "press_community_per_1000".split()
)
"""Shares and rates of what was printed: where nothing was, there is nothing to share."""

NOT_ZERO_IN_SILENCE = {
    "longest_silence": 31,
    "own_longest_silence": 31,
    "own_weeks_known": 4,
    "rank": 1,
    "rank_held": 1.0,
    "rank_low": 1,
    "rank_high": 1,
    **dict.fromkeys(
        ("index_low", "index_high", "probability_broad"), ANY
    ),  # silence may be chance: drawn, and never surely 0
    "mentions_expected_high": 3.69,  # the exact upper limit of the mean behind no event
}


@pytest.fixture(scope="module", params=["blocked", "broken", "login_wall", "interrupted", "partial", None])
def marts(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """June failed for the centre and the paper alike, as the parameter says; None: it was never tried."""
    with open_warehouse(tmp_path_factory.mktemp("gaps") / "w.duckdb") as warehouse:
        fill(warehouse, {"filia": request.param, "paper": request.param})
        yield warehouse


@pytest.fixture(scope="module", params=["filia", "paper"])
def half_known(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
    """June failed for one of the two only."""
    with open_warehouse(tmp_path_factory.mktemp("half") / "w.duckdb") as warehouse:
        fill(warehouse, {"filia": "complete", "paper": "complete"} | {request.param: "blocked"})
        yield warehouse, request.param


def fill(warehouse: duckdb.DuckDBPyConnection, june: dict[str, str | None]) -> None:
    """April with a document, May without one, June as told; then July, to show that time went on."""
    add_row(warehouse, "sources", source_id="filia", kind="centre", diaspora="greek")
    add_row(warehouse, "sources", source_id="paper")
    add_row(warehouse, "topics", topic="dance", domain="culture", is_folklore=True)
    for source, outcome in june.items():
        crawl(warehouse, source, date(2015, 4, 1), date(2015, 5, 31), "complete")
        if outcome:
            crawl(warehouse, source, date(2015, 6, 1), date(2015, 6, 30), outcome)
        crawl(warehouse, source, date(2015, 7, 1), date(2015, 7, 31), "complete")
        add_document(warehouse, source, text="Greeks dance", day=date(2015, 4, 9), source_id=source)
        add_row(warehouse, "document_topics", document_id=source, topic="dance", domain="culture")
        add_row(warehouse, "document_diasporas", document_id=source, diaspora="greek", relevance="community")
    build(warehouse, load_diasporas(CONFIG), Study(window=WINDOWS))
    assert list(check(warehouse)) == []


def crawl(warehouse: duckdb.DuckDBPyConnection, source: str, first: date, last: date, outcome: str) -> None:
    """A crawl that asks for some days; a failed one claims nothing, but a partial one claims all and left one out."""
    claims = {"covers_from": first, "covers_until": last} if outcome in {"complete", "partial"} else {}
    add_row(
        warehouse, "crawls", crawl_id=f"{source} {first}", source_id=source, outcome=outcome, failed=1,
        started_at=datetime(last.year, last.month, last.day, 22), asked_since=first, asked_until=last, **claims,
    )  # fmt: skip


def counts(marts: duckdb.DuckDBPyConnection, mart: str, first: date) -> list[dict[str, Any]]:
    """What the mart counts of the Greeks in the month that begins on `first`: every column that is a measure."""
    cursor = marts.execute(f"FROM {mart} WHERE diaspora = 'greek' AND {WHERE[mart]}", {"first": first})
    names = [column[0] for column in cursor.description]
    found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    assert found, "the month has left the mart: no row is no gap"
    return [{n: v for n, v in row.items() if n not in WHICH_AND_HOW_MUCH} for row in found]


def silence(row: dict[str, Any]) -> dict[str, Any]:
    """What the measures of a row are when it is known that nothing was published."""
    return {n: None if n in OF_WHAT_IS_PRINTED else NOT_ZERO_IN_SILENCE.get(n, 0) for n in row}


def test_every_mart_with_periods_is_looked_at() -> None:
    elsewhere = {"coverage", "source_health", "press_watch_daily", "typology"}  # tests/models; below
    assert {model.name for model in models() if model.layer == "marts"} == WHERE.keys() | elsewhere


@pytest.mark.parametrize("mart", WHERE)
def test_a_silent_month_is_zero_in_every_column(marts: duckdb.DuckDBPyConnection, mart: str) -> None:
    for row in counts(marts, mart, SILENT):
        assert row == silence(row)


@pytest.mark.parametrize("mart", WHERE)
def test_a_failed_month_is_null_in_every_column(marts: duckdb.DuckDBPyConnection, mart: str) -> None:
    for row in counts(marts, mart, FAILED):
        assert row == dict.fromkeys(row)


@pytest.mark.parametrize("mart", WHERE)
def test_only_what_failed_is_null(half_known: tuple[duckdb.DuckDBPyConnection, str], mart: str) -> None:
    """A community's events and contacts are not known from papers alone where its own source failed."""
    marts, failed = half_known
    for row, which in zip(counts(marts, mart, FAILED), rows_of(mart), strict=True):
        quiet = silence(row) | ({"longest_silence": 30} if mart == "activity_monthly" else {})
        if mart == "classifier_features":
            quiet["own_longest_silence"] = 30
        known = {name for name in row if failed not in rests_on(mart, name, which)}
        if mart == "lived_experience" and failed == "filia":
            known = set()
        assert row == {name: quiet[name] if name in known else None for name in row}


def rows_of(mart: str) -> list[str]:
    """What tells the rows of a mart apart."""
    return {"homeland_mentions_monthly": ["filia", "paper"], "classifier_features": ["", ""]}.get(mart, [""])


def rests_on(mart: str, column: str, source: str) -> set[str]:
    """The sources without which the column is not known."""
    if mart == "homeland_mentions_monthly":
        return {source}
    if mart == "press_visibility_monthly" or column.startswith("press_"):
        return {"paper"}
    return {"filia"}


def test_days(marts: duckdb.DuckDBPyConnection) -> None:
    for table in ("intermediate.int_source_days", "coverage"):
        query = f"SELECT DISTINCT documents FROM {table} WHERE date_trunc('month', day) = ?"
        assert marts.execute(query, [SILENT]).fetchall() == [(0,)]
        assert marts.execute(query, [FAILED]).fetchall() == [(None,)]


def test_the_typology_places_nobody_by_a_month_that_failed(marts: duckdb.DuckDBPyConnection) -> None:
    placed = marts.execute("SELECT DISTINCT measured_over FROM typology WHERE basis = 'media'").fetchall()
    assert set(placed) == {("window:silent",), ("window:all",)}


def test_a_gap_is_no_fall_in_activity(marts: duckdb.DuckDBPyConnection) -> None:
    """A rate is taken over the days that are known: one document in 91 or 92 days, whatever June was."""
    [(rate, known)] = marts.execute(
        "SELECT own_first_publications_per_30_days, own_days_known FROM classifier_features "
        "WHERE diaspora = 'greek' AND period = 'window:all'"
    ).fetchall()
    assert known in {91, 92}
    assert rate == pytest.approx(30 / known, abs=1e-4)
