"""Copies of a warehouse: compared row by row, and compacted so that nothing deleted is left in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawlers.warehouse.connection import open_warehouse
from crawlers.warehouse.copying import compact, copy_new, copy_warehouse, differences

SECRET = "Мария Иванова, улица Садовая, дом семь" * 40


def filled(path: Path, *lines: str) -> Path:
    with open_warehouse(path) as warehouse:
        for number, line in enumerate(lines):
            warehouse.execute("INSERT INTO repeated_lines VALUES ('paper', ?, ?)", [line, number])
    return path


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        (["a", "b"], ["a", "b"], []),
        (["a", "b"], ["a"], [("repeated_lines", 0, 1)]),
        (["a"], ["a", "b"], [("repeated_lines", 1, 0)]),
        (["a", "b"], ["a", "c"], [("repeated_lines", 1, 1)]),
    ],
)
def test_what_differs_is_named_and_counted(
    tmp_path: Path, before: list[str], now: list[str], found: list[tuple[str, int, int]]
) -> None:
    one, other = filled(tmp_path / "now.duckdb", *now), filled(tmp_path / "before.duckdb", *before)
    assert [(d.table, d.only_here, d.only_there) for d in differences(one, other)] == found


def test_a_copy_equals_its_original(tmp_path: Path) -> None:
    original = filled(tmp_path / "warehouse.duckdb", "a", "b")
    copy_warehouse(original, tmp_path / "copy.duckdb")
    assert differences(original, tmp_path / "copy.duckdb") == []


def test_models_that_are_tables_of_another_schema_are_compared_too(tmp_path: Path) -> None:
    paths = [tmp_path / "now.duckdb", tmp_path / "before.duckdb"]
    for number, path in enumerate(paths):
        with open_warehouse(path) as warehouse:
            warehouse.execute("CREATE SCHEMA IF NOT EXISTS intermediate")
            warehouse.execute(f"CREATE TABLE intermediate.int_measured AS SELECT {number} AS measured")
    assert [(d.table, d.rows, d.only_here) for d in differences(*paths)] == [
        ("intermediate.int_measured", 1, 1)
    ]


@pytest.mark.parametrize(("other", "differs"), [("0.1::DOUBLE + 0.2", False), ("0.3001::DOUBLE", True)])
def test_the_order_in_which_a_sum_was_added_is_no_difference(
    tmp_path: Path, other: str, differs: bool
) -> None:
    paths = [tmp_path / "now.duckdb", tmp_path / "before.duckdb"]
    for path, value in zip(paths, ("0.3::DOUBLE", other), strict=True):
        with open_warehouse(path) as warehouse:
            warehouse.execute(f"CREATE TABLE measured AS SELECT {value} AS breadth")
    assert bool(differences(*paths)) is differs


def test_compacted_it_holds_its_rows_and_no_byte_of_what_was_deleted(tmp_path: Path) -> None:
    path = filled(tmp_path / "warehouse.duckdb", "stays", SECRET)
    with open_warehouse(path) as warehouse:
        warehouse.execute("CHECKPOINT")
        warehouse.execute("DELETE FROM repeated_lines WHERE documents = 1")
        warehouse.execute("CHECKPOINT")
    piece = "улица Садовая".encode()
    assert piece in path.read_bytes(), "a deleted row stays in the file until it is written anew"
    compact(path)
    assert piece not in path.read_bytes()
    with open_warehouse(path) as warehouse:
        assert warehouse.execute("SELECT line FROM repeated_lines").fetchall() == [("stays",)]
    assert sorted(tmp_path.iterdir()) == [path]


def test_only_what_is_new_is_copied_and_only_what_is_asked_is_deleted(tmp_path: Path) -> None:
    source, target = tmp_path / "archive", tmp_path / "backup"
    (source / "paper").mkdir(parents=True)
    (source / "paper/1.warc.gz").write_bytes(b"one")
    (source / "paper/2.warc.gz").write_bytes(b"two")
    assert copy_new(source, target) == (2, 6, 0)
    (source / "paper/1.warc.gz").unlink()
    (source / "paper/2.warc.gz").write_bytes(b"two and more")
    assert copy_new(source, target) == (1, 12, 0)
    assert (target / "paper/1.warc.gz").exists()
    assert copy_new(source, target, delete=True) == (0, 0, 1)
    assert [path.name for path in target.rglob("*.gz")] == ["2.warc.gz"]
