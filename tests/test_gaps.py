"""A month of failed crawls and a month without a post, side by side in every mart: NULL here, 0 there, never swapped."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from analysis.build import build, check
from analysis.diasporas import load_diasporas
from crawlers.study import Window
from crawlers.warehouse import open_warehouse
from tests.rows import add_document, add_row

CONFIG = Path(__file__).parents[1] / "config"
BUSY, SILENT, FAILED = date(2015, 4, 1), date(2015, 5, 1), date(2015, 6, 1)

COUNTS = {
    "activity_monthly": "documents first_publications words active_weeks topics",
    "homeland_mentions_monthly": "documents words documents_naming first_naming mentions first_mentions homeland_mentions",
    "press_visibility_monthly": "first_publications community bilateral history sport reverse_diaspora homeland_news other titles",
    "two_way": "from_homeland to_homeland contacts",
    "community_events_monthly": "documents",
    "classifier_features": "own_documents own_first_publications own_words own_active_weeks press_documents "
    "press_documents_naming press_mentions press_community_documents community_documents events topics domains "
    "contacts_from_homeland contacts_to_homeland",
}
"""What each mart counts."""


@pytest.fixture(
    scope="module", params=["blocked", "broken", "login_wall", "interrupted", "partial", "never run"]
)
def marts(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """April with a document, May without one, June as the parameter says; then July, to show that time went on."""
    with open_warehouse(tmp_path_factory.mktemp("gaps") / "w.duckdb") as warehouse:
        add_row(warehouse, "sources", source_id="filia", kind="centre", diaspora="greek")
        add_row(warehouse, "sources", source_id="paper")
        add_row(warehouse, "topics", topic="dance", domain="culture", is_folklore=True)
        for source in ("filia", "paper"):
            crawl(warehouse, source, date(2015, 4, 1), date(2015, 5, 31), "complete")
            if request.param != "never run":
                crawl(warehouse, source, date(2015, 6, 1), date(2015, 6, 30), request.param)
            crawl(warehouse, source, date(2015, 7, 1), date(2015, 7, 31), "complete")
            add_document(warehouse, source, text="Greeks dance", day=date(2015, 4, 9), source_id=source)
            add_row(warehouse, "document_topics", document_id=source, topic="dance", domain="culture")
            add_row(
                warehouse, "document_diasporas", document_id=source, diaspora="greek", relevance="community"
            )
        build(warehouse, load_diasporas(CONFIG), [Window(name="w", since=BUSY, until=date(2015, 7, 31))])
        assert list(check(warehouse)) == []
        yield warehouse


def crawl(warehouse: duckdb.DuckDBPyConnection, source: str, first: date, last: date, outcome: str) -> None:
    """A crawl that asks for some days; a failed one claims nothing, but a partial one claims all and left one out."""
    claims = {"covers_from": first, "covers_until": last} if outcome in {"complete", "partial"} else {}
    add_row(
        warehouse, "crawls", crawl_id=f"{source} {first}", source_id=source, outcome=outcome, failed=1,
        started_at=datetime(last.year, last.month, last.day, 22), asked_since=first, asked_until=last, **claims,
    )  # fmt: skip


@pytest.mark.parametrize("mart", COUNTS)
def test_unknown_is_null_and_silent_is_zero(marts: duckdb.DuckDBPyConnection, mart: str) -> None:
    names = COUNTS[mart].split()
    month = "period_start" if mart == "classifier_features" else "month"
    narrow = {"classifier_features": "AND period = 'month'", "activity_monthly": "AND platform = 'web'"}
    for when, expected in ((SILENT, {0}), (FAILED, {None})):
        found = marts.execute(
            f"SELECT {', '.join(names)} FROM {mart} WHERE diaspora = 'greek' AND {month} = ? {narrow.get(mart, '')}",
            [when],
        ).fetchall()
        assert found, "the month has left the mart: no row is no gap"
        assert {value for row in found for value in row} == expected


def test_days(marts: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT DISTINCT documents FROM stg_source_days WHERE date_trunc('month', day) = ?"
    assert marts.execute(query, [SILENT]).fetchall() == [(0,)]
    assert marts.execute(query, [FAILED]).fetchall() == [(None,)]


def test_a_gap_is_no_fall_in_activity(marts: duckdb.DuckDBPyConnection) -> None:
    """A rate is taken over the days that are known: one document in 91 or 92 days, whatever June was."""
    [(rate, known)] = marts.execute(
        "SELECT own_first_publications_per_30_days, own_days_known FROM classifier_features "
        "WHERE diaspora = 'greek' AND period = 'window:w'"
    ).fetchall()
    assert known in {91, 92}
    assert rate == pytest.approx(30 / known, abs=1e-4)
