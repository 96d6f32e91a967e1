"""What a document is, of what its captures show: which one gives the day, which the text, and when it is gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from crawlers.digests import digest
from crawlers.warehouse.connection import migrate
from crawlers.warehouse.documents.current_documents import recompute_all
from crawlers.warehouse.documents.site_boilerplate import DOCUMENTS, count_repeated_lines
from tests.rows import add_row

TEXT = "A text of nine words that stands on its own"


@pytest.fixture(scope="module")
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as connection:
        migrate(connection, Path(":memory:"))
        yield connection


@pytest.fixture
def warehouse(empty: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    empty.begin()
    yield empty
    empty.rollback()


def capture(
    warehouse: duckdb.DuckDBPyConnection, at: int, *, text: str = TEXT, document: str = "d", **shown: Any
) -> None:
    """A page as it was captured on one day of May 2016; `shown` are columns of `document_captures`."""
    captured, file = datetime(2016, 5, at), shown.pop("archive_file", "a.warc.gz")
    seen = {"capture_id": f"{document}{at}", "captured_at": captured, "source_id": "paper"}
    url = f"https://paper.example/{document}"
    add_row(
        warehouse, "captures", crawl_id="c", archive_file=file, **seen | {"url": url, "document_url": url}
    )
    text_digest = digest("", text)
    add_row(
        warehouse, "document_captures", document_id=document, url=url, text_digest=text_digest,
        **seen | {"extraction": "site"} | shown,
    )  # fmt: skip
    if not warehouse.execute(
        "FROM document_versions WHERE (document_id, text_digest) = (?, ?)", [document, text_digest]
    ).fetchall():
        add_row(
            warehouse, "document_versions", document_id=document, text_digest=text_digest, kind="article",
            title="", text=text, words=len(text.split()),
        )  # fmt: skip


def dated(day: int, method: str = "meta") -> dict[str, Any]:
    return {"published_day": date(2016, 4, day), "published_method": method}


@pytest.mark.parametrize(
    ("captures", "day"),
    [
        pytest.param([dated(1), dated(2)], 1, id="the oldest: later ones are of changes"),
        pytest.param([{}, dated(2)], 2, id="of those that show a day"),
        pytest.param([dated(1, "guess"), dated(2, "json-ld")], 2, id="a better method comes before age"),
        pytest.param([dated(1, "json-ld"), dated(2, "guess")], 1, id="a worse one does not"),
        pytest.param(
            [dated(1, "api") | {"archive_file": "imported/x.warc"}, dated(2, "guess")],
            2,
            id="what we saw ourselves comes before an import",
        ),
    ],
)
def test_which_capture_gives_the_day(
    warehouse: duckdb.DuckDBPyConnection, captures: list[dict[str, Any]], day: int
) -> None:
    for number, shown in enumerate(captures, start=1):
        capture(warehouse, number, **shown)
    recompute_all(warehouse)
    assert warehouse.execute("SELECT published_day FROM documents").fetchall() == [(date(2016, 4, day),)]


@pytest.mark.parametrize(
    ("captures", "text"),
    [
        pytest.param([{"text": "old"}, {"text": "new"}], "new", id="the newest"),
        pytest.param([{"text": "old"}, {"text": ""}], "old", id="that shows a text"),
        pytest.param(
            [{"text": "old"}, {"text": "new", "extraction": "generic"}],
            "old",
            id="read by a parser that knows the layout",
        ),
        pytest.param(
            [{"text": "own"}, {"text": "theirs", "archive_file": "imported/x.warc"}],
            "own",
            id="and seen by ourselves",
        ),
    ],
)
def test_which_capture_gives_the_text(
    warehouse: duckdb.DuckDBPyConnection, captures: list[dict[str, Any]], text: str
) -> None:
    for number, shown in enumerate(captures, start=1):
        capture(warehouse, number, **shown)
    recompute_all(warehouse)
    assert warehouse.execute("SELECT text FROM documents").fetchall() == [(text,)]


@pytest.mark.parametrize(("gone", "told"), [(2, None), (9, datetime(2016, 5, 9))])
def test_a_document_is_gone_only_if_it_did_not_come_back(
    warehouse: duckdb.DuckDBPyConnection, gone: int, told: datetime | None
) -> None:
    capture(warehouse, 1)
    capture(warehouse, 5)
    add_row(
        warehouse, "captures", capture_id="g", crawl_id="c", source_id="paper", status=404, outcome="gone",
        url="https://paper.example/d", document_url="https://paper.example/d", captured_at=datetime(2016, 5, gone),
    )  # fmt: skip
    recompute_all(warehouse)
    assert warehouse.execute("SELECT gone_at FROM documents").fetchall() == [(told,)]


def test_the_language_is_told_anew_only_of_another_text(warehouse: duckdb.DuckDBPyConnection) -> None:
    capture(warehouse, 1)
    capture(warehouse, 1, document="e")
    recompute_all(warehouse)
    warehouse.execute("""UPDATE documents SET "language" = 'en'""")
    capture(warehouse, 2)
    capture(warehouse, 2, document="e", text="Ein anderer Text")
    recompute_all(warehouse)
    told = warehouse.execute("""SELECT document_id, "language" FROM documents ORDER BY ALL""").fetchall()
    assert told == [("d", "en"), ("e", None)]


@pytest.mark.parametrize(
    ("with_line", "of", "is_repeated"),
    [
        pytest.param(DOCUMENTS - 1, 20, False, id="too few texts"),
        pytest.param(DOCUMENTS, 20, True, id="enough"),
        pytest.param(10, 200, True, id="one in twenty"),
        pytest.param(9, 200, False, id="fewer than one in twenty of a large site"),
    ],
)
def test_a_line_is_the_sites_in_so_many_texts_and_in_one_of_twenty(
    warehouse: duckdb.DuckDBPyConnection, with_line: int, of: int, is_repeated: bool
) -> None:
    rows = [(f"d{n}", f"Text {n}\nThe footer" if n < with_line else f"Text {n}", str(n)) for n in range(of)]
    warehouse.executemany(
        "INSERT INTO document_versions (document_id, text, text_digest, kind, title, words) "
        "VALUES (?, ?, ?, 'article', '', 4)",
        rows,
    )
    warehouse.execute(
        "INSERT INTO document_captures (document_id, capture_id, source_id, url, text_digest, captured_at, extraction) "
        "SELECT document_id, document_id, 'paper', '', text_digest, TIMESTAMP '2016-05-01', 'site' FROM document_versions"
    )
    warehouse.execute("CREATE TEMP TABLE touched AS SELECT document_id FROM document_versions")
    warehouse.execute("CREATE TEMP TABLE touched_sources AS SELECT 'paper' AS source_id")
    count_repeated_lines(warehouse)
    told = warehouse.execute("SELECT line, documents FROM repeated_lines").fetchall()
    assert told == ([("The footer", with_line)] if is_repeated else [])
