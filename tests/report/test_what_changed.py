"""Of a list that was written before, only what has changed is written again; and it is then what a new list would be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from analysis.report import documents
from analysis.report.documents import write_documents
from crawlers.warehouse.connection import open_warehouse
from tests.report.world import fill
from tests.rows import add_document, add_row

BLOCK = 8
QUERIES = Path(documents.__file__).parent / "queries"
CHANGES = {
    "a title": ("UPDATE documents SET title = 'Other' WHERE document_id = 'd20'", {2}),
    "a mention less": ("DELETE FROM mentions WHERE document_id = 'd44'", {5}),
    "how sure a verdict is": ("UPDATE document_diasporas SET score = 7 WHERE document_id = 'd01'", {0}),
    "a verdict that none had": (
        "UPDATE document_diasporas SET relevance = 'sport' WHERE document_id = 'd01'",
        {0, 1, 2, 3, 4, 5},
    ),
    "a topic less": ("DELETE FROM document_topics WHERE document_id = 'd01'", {0}),
    "where the copy lies": ("UPDATE captures SET record_offset = 78", {0, 1, 2, 3, 4, 5}),
    "a day that is not known": ("UPDATE coverage SET is_known = false WHERE day = '2015-05-02'", {5}),
    "a month without events": ("UPDATE community_events_monthly SET documents = NULL", {0, 1, 2, 3, 4, 5}),
    "whose a source is": (
        "UPDATE sources SET diaspora = 'polish' WHERE source_id = 'channel'",
        {0, 1, 2, 3, 4, 5},
    ),
    "nothing": ("SELECT 1", set()),
}


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[duckdb.DuckDBPyConnection]:
    for name, size in (
        ("_FACETS", BLOCK),
        ("_TEXTS", 4),
        ("_BODIES", 2),
        ("_PLACES", 20),
        ("_ROOM", 10 * BLOCK),
    ):
        monkeypatch.setattr(documents, name, size)
    with open_warehouse(tmp_path / "w.duckdb") as opened:
        fill(opened)
        opened.execute("UPDATE documents SET capture_id = 'c' WHERE source_id = 'filia'")
        yield opened


def files(data: Path) -> dict[str, bytes]:
    return {str(path.relative_to(data)): path.read_bytes() for path in data.rglob("*.js")}


def as_new(warehouse: duckdb.DuckDBPyConnection, data: Path) -> bool:
    """Whether the list is, byte for byte, the one that would be written into an empty folder."""
    write_documents(warehouse, data.parent / "new", private=True)
    return files(data) == files(data.parent / "new")


@pytest.mark.parametrize(("change", "blocks"), CHANGES.values(), ids=CHANGES)
def test_only_the_blocks_that_show_a_change_are_written(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path, change: str, blocks: set[int]
) -> None:
    data = tmp_path / "data"
    write_documents(warehouse, data, private=True)
    assert len(list((data / "facets").iterdir())) == 6
    for file in (data / "facets").iterdir():
        file.write_bytes(file.read_bytes() + b"//")
    warehouse.execute(change)
    write_documents(warehouse, data, private=True)
    written = {
        int(file.stem) for file in (data / "facets").iterdir() if not file.read_bytes().endswith(b"//")
    }
    assert written == blocks
    for file in (data / "facets").iterdir():
        file.write_bytes(file.read_bytes().removesuffix(b"//"))
    assert as_new(warehouse, data)


def test_what_concerns_nobody_stays_where_it_is_when_something_new_concerns_somebody(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    add_row(warehouse, "sources", source_id="paper", name="A paper")
    add_document(warehouse, "nobodys", text="Урожай собран.", day=date(2015, 5, 3), source_id="paper")
    write_documents(warehouse, data, private=True)
    before = files(data)
    add_document(warehouse, "new", text="Песня", day=date(2015, 7, 3), source_id="filia")
    write_documents(warehouse, data, private=True)
    changed = {name for name, told in files(data).items() if before.get(name) != told and "facets" in name}
    assert changed == {"facets/5.js"}
    assert as_new(warehouse, data)


def test_documents_that_are_gone_and_texts_that_must_not_be_shown_any_more_leave_the_folder(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    write_documents(warehouse, data, private=True)
    warehouse.execute("DELETE FROM documents WHERE document_id > 'd10' AND document_id < 'e'")
    write_documents(warehouse, data, private=False)
    assert not list(data.rglob("bodies/*.js"))
    assert {file.name for file in (data / "facets").iterdir()} == {"0.js", "1.js"}


def test_a_killed_run_leaves_nothing_half_made_behind(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    write_documents(warehouse, data, private=True)
    warehouse.execute("UPDATE documents SET title = 'Other' WHERE document_id = 'd20'")
    with monkeypatch.context() as killed, pytest.raises(KeyboardInterrupt):
        killed.setattr(documents, "_write_places", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        write_documents(warehouse, data, private=True)
    warehouse.execute("UPDATE documents SET title = 'Вечер 20' WHERE document_id = 'd20'")
    write_documents(warehouse, data, private=True)
    assert as_new(warehouse, data)


def test_a_file_that_somebody_took_away_is_written_again(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    write_documents(warehouse, data, private=True)
    (data / "texts" / "3.js").unlink()
    write_documents(warehouse, data, private=True)
    assert as_new(warehouse, data)


def read_by(query: str) -> set[str]:
    """The tables and models that a question reads."""
    sql = (QUERIES / f"{query}.sql").read_text(encoding="utf-8")
    named = set(re.findall(r"\b(?:FROM|JOIN) ([\w.]+)", sql))
    return named - set(re.findall(r"^(?:WITH )?(\w+) AS \($", sql, re.MULTILINE))


def test_the_fingerprint_sees_all_that_is_shown() -> None:
    shown = read_by("documents_facets") | read_by("documents_texts") | read_by("documents_bodies")
    assert shown - read_by("documents_blocks") == {"sources"}, "which count for all blocks"
