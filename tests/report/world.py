"""A small invented world for the report: April with posts, May without, June refused, July silent; two videos, one quoted text."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import duckdb

from analysis.build import build
from crawlers.catalogue.communities import load_diasporas
from crawlers.catalogue.study import Study, Window
from tests.rows import add_document, add_row

CONFIG = Path(__file__).parents[2] / "config"
CALLED = "Община пригласила гостей. Греки <Алматы> танцуют & поют."
SEEN = datetime(2015, 8, 1)
SPRING = (date(2015, 4, 1), date(2015, 7, 31))


def fill(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Fill a warehouse with sources, crawls and documents, and build its marts."""
    _sources(warehouse)
    for name, counters in (("v1", {"views": 900, "likes": 5}), ("v2", {"views": 100})):
        add_document(
            warehouse, name, text="Песня", day=date(2015, 5, 2), source_id="channel", kind="video", title=name
        )
        add_row(warehouse, "document_stats", document_id=name, observed_at=SEEN, capture_id="c", **counters)
    add_row(warehouse, "topics", topic="dance", domain="culture", is_folklore=True)
    start = CALLED.index("Греки")
    for number in range(45):
        name = f"d{number:02}"
        add_document(
            warehouse, name, text=CALLED, day=date(2015, 4, 9), source_id="filia", title=f"Вечер {number}",
            url="javascript:alert(1)" if number == 0 else f"https://filia.example/{number}",
        )  # fmt: skip
        add_row(
            warehouse, "mentions", document_id=name, diaspora="greek", homeland="GR", target="people",
            span_start=start, span_end=start + 5, surface="Греки", probability=0.55 if number == 7 else 0.99,
        )  # fmt: skip
        add_row(warehouse, "document_diasporas", document_id=name, diaspora="greek", relevance="community")
        add_row(warehouse, "document_topics", document_id=name, topic="dance", domain="culture")
    add_row(
        warehouse, "captures", capture_id="c", source_id="filia", crawl_id="filia 2015-04-01",
        url="https://filia.example/1", document_url="https://filia.example/1", captured_at=datetime(2015, 5, 1),
        status=200, bytes=900, archive_file="filia/a.warc.gz", record_offset=77, outcome="document", payload_digest="p",
    )  # fmt: skip
    for offset in (10, 20):
        add_row(
            warehouse, "quarantine", archive_file="filia/a.warc.gz", record_offset=offset, reason="cut short"
        )
    build(
        warehouse, load_diasporas(CONFIG), Study(window=[Window(name="w", since=SPRING[0], until=SPRING[1])])
    )


def _sources(warehouse: duckdb.DuckDBPyConnection) -> None:
    add_row(warehouse, "sources", source_id="filia", kind="centre", diaspora="greek", name="Filia")
    add_row(
        warehouse, "sources", source_id="filia-facebook", kind="centre", platform="facebook", diaspora="greek",
        name="Filia on Facebook", collected=False, state="not_configured", provenance="a person",
    )  # fmt: skip
    add_row(warehouse, "sources", source_id="wienz", kind="centre", diaspora="polish", name="Więź")
    add_row(
        warehouse, "sources", source_id="channel", kind="centre", platform="youtube", diaspora="greek", name="A channel"
    )  # fmt: skip
    add_row(
        warehouse, "crawls", crawl_id="wienz", source_id="wienz", outcome="blocked", reason="Status 403.",
        started_at=datetime(2015, 7, 31, 22), asked_since=SPRING[0], asked_until=SPRING[1],
    )  # fmt: skip
    add_row(
        warehouse, "crawls", crawl_id="channel", source_id="channel", outcome="complete", started_at=SEEN,
        asked_since=SPRING[0], asked_until=SPRING[1], covers_from=SPRING[0], covers_until=SPRING[1],
    )  # fmt: skip
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
