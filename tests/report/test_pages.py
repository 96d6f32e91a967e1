"""The report of a small invented world: what a reader sees of April with a post, May without one, June not known."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from analysis.build import build
from analysis.report import write_report
from crawlers.catalogue.communities import load_diasporas
from crawlers.catalogue.study import Study, Window
from crawlers.warehouse.connection import open_warehouse
from tests.rows import add_document, add_row

CONFIG = Path(__file__).parents[2] / "config"
CALLED = "Община пригласила гостей. Греки <Алматы> танцуют & поют."
SEEN = datetime(2015, 8, 1)
UNKNOWN_MONTH = "#e7e9eb"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    with open_warehouse(folder / "w.duckdb") as warehouse:
        add_row(warehouse, "sources", source_id="filia", kind="centre", diaspora="greek", name="Filia")
        add_row(
            warehouse, "sources", source_id="filia-facebook", kind="centre", platform="facebook", diaspora="greek",
            name="Filia on Facebook", collected=False, state="not_configured",
        )  # fmt: skip
        add_row(warehouse, "sources", source_id="wienz", kind="centre", diaspora="polish", name="Więź")
        add_row(
            warehouse, "crawls", crawl_id="wienz", source_id="wienz", outcome="blocked", reason="Status 403.",
            started_at=datetime(2015, 7, 31, 22), asked_since=date(2015, 4, 1), asked_until=date(2015, 7, 31),
        )  # fmt: skip
        add_row(
            warehouse,
            "sources",
            source_id="channel",
            kind="centre",
            platform="youtube",
            diaspora="greek",
            name="A channel",
        )
        add_row(
            warehouse, "crawls", crawl_id="channel", source_id="channel", outcome="complete", started_at=SEEN,
            asked_since=date(2015, 4, 1), asked_until=date(2015, 7, 31),
            covers_from=date(2015, 4, 1), covers_until=date(2015, 7, 31),
        )  # fmt: skip
        for name, counters in (("v1", {"views": 900, "likes": 5}), ("v2", {"views": 100})):
            add_document(
                warehouse,
                name,
                text="Песня",
                day=date(2015, 5, 2),
                source_id="channel",
                kind="video",
                title=name,
            )
            add_row(
                warehouse, "document_stats", document_id=name, observed_at=SEEN, capture_id="c", **counters
            )
        add_row(warehouse, "topics", topic="dance", domain="culture", is_folklore=True)
        for first, last, outcome in (
            (date(2015, 4, 1), date(2015, 5, 31), "complete"),
            (date(2015, 6, 1), date(2015, 6, 30), "blocked"),
            (date(2015, 7, 1), date(2015, 7, 31), "complete"),
        ):
            covers = {"covers_from": first, "covers_until": last} if outcome == "complete" else {}
            add_row(
                warehouse, "crawls", crawl_id=f"filia {first}", source_id="filia", outcome=outcome, reason="Status 403.",
                started_at=datetime(last.year, last.month, last.day, 22), asked_since=first, asked_until=last, **covers,
            )  # fmt: skip
        for number in range(45):
            name = f"d{number:02}"
            add_document(
                warehouse, name, text=CALLED, day=date(2015, 4, 9), source_id="filia", title=f"Вечер {number}"
            )
            start = CALLED.index("Греки")
            add_row(
                warehouse, "mentions", document_id=name, diaspora="greek", homeland="GR", target="people",
                span_start=start, span_end=start + 5, surface="Греки",
            )  # fmt: skip
            add_row(
                warehouse, "document_diasporas", document_id=name, diaspora="greek", relevance="community"
            )
            add_row(warehouse, "document_topics", document_id=name, topic="dance", domain="culture")
        add_row(
            warehouse, "captures", capture_id="c", source_id="filia", crawl_id="filia 2015-04-01",
            url="https://filia.example/1", document_url="https://filia.example/1", captured_at=datetime(2015, 5, 1),
            status=200, bytes=900, archive_file="filia/a.warc.gz", record_offset=77, outcome="document", payload_digest="p",
        )  # fmt: skip
        build(
            warehouse,
            load_diasporas(CONFIG),
            Study(window=[Window(name="w", since=date(2015, 4, 1), until=date(2015, 7, 31))]),
        )
        write_report(warehouse, folder / "report")
    return folder / "report"


def page(report: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((report / f"{name}.html").read_text(encoding="utf-8"), "lxml")


def row_of(table: Tag, first_cell: str) -> list[str]:
    rows = [[cell.get_text(" ", strip=True) for cell in row.find_all("td")] for row in table.find_all("tr")]
    return next(row for row in rows if row and row[0] == first_cell)


def test_a_month_that_is_not_known_is_a_gap_and_a_silent_one_is_empty(report: Path) -> None:
    drawn = page(report, "greek").find("svg")
    assert drawn is not None
    grey = drawn.select(f'path[fill="{UNKNOWN_MONTH}"]')
    assert len(grey) == 1, "of four months only June is grey"
    assert "Jun 2015" in grey[0]["aria-label"] or "June" in grey[0]["aria-label"]


def test_every_document_that_is_counted_is_quoted(report: Path) -> None:
    greek = page(report, "greek")
    assert "45 documents name it" in greek.get_text()
    assert len(greek.find_all("blockquote")) == 45
    assert len(greek.select("details blockquote")) == 5, "the older ones are folded"
    assert "5 older ones" in greek.find("summary")  # type: ignore[operator]


def test_a_quotation_shows_the_sentence_the_judgement_and_the_bytes(report: Path) -> None:
    quoted = page(report, "greek").find("blockquote")
    assert isinstance(quoted, Tag)
    told = " ".join(quoted.get_text().split())
    assert told.startswith("Греки <Алматы> танцуют & поют."), "one sentence, its characters as they were"
    assert [mark.get_text() for mark in quoted.find_all("mark")] == ["Греки"]
    assert "community: dance" in told
    assert told.endswith("document d00, filia/a.warc.gz at byte 77")


def test_how_often_videos_were_seen_is_told(report: Path) -> None:
    assert (
        "On youtube: 2 posts and videos, 1\u202f000 views, 5 likes, comments and shares"
        in page(report, "greek").get_text()
    )


def test_an_account_nobody_configured_is_no_zero(report: Path) -> None:
    sources = page(report, "greek").find("table")
    assert isinstance(sources, Tag)
    assert row_of(sources, "Filia on Facebook")[1:4] == ["facebook", "not configured", "–"]
    assert row_of(sources, "Filia")[1:4] == ["web", "good", "45"]


def test_what_is_written_of_it_is_told_by_class_and_by_whom(report: Path) -> None:
    tables = page(report, "greek").find_all("table")
    written = next(table for table in tables if "by itself" in table.get_text())
    assert row_of(written, "community") == ["community", "45", "0", "0"]


def test_what_was_never_seen_is_a_dash_on_the_first_page(report: Path) -> None:
    named = next(table for table in page(report, "index").find_all("table") if "homeland" in table.get_text())
    greek, polish = row_of(named, "Greek"), row_of(named, "Polish")
    assert (greek[2], greek[-1]) == ("45", "47")
    assert (polish[2], polish[-1]) == ("0", "–"), "its source was asked, and refused"
    assert greek[5] == "–", "no paper is known, so nobody can say that papers are silent"


def test_a_community_without_sources_or_mentions_says_so(report: Path) -> None:
    estonian = page(report, "estonian").get_text()
    assert "Nothing is known of what it publishes itself." in estonian
    assert "It has none that anybody knows of." in estonian
    assert "No document names it." in estonian


def test_real_documents_are_not_called_synthetic(report: Path) -> None:
    assert "ynthetic" not in (report / "index.html").read_text(encoding="utf-8")
