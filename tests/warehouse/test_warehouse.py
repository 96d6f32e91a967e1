"""The database file: made, migrated, waited for, refused; never harmed."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from crawlers.warehouse.connection import (
    WarehouseBusy,
    WarehouseError,
    open_for_reading,
    open_warehouse,
    transaction,
)


@contextmanager
def held_open(path: Path, seconds: float, *, read_only: bool = False) -> Iterator[int]:
    """Another process holds the database as soon as it can, as somebody's DuckDB shell would; yields its process id."""
    code = f"""
import duckdb, time
held = None
while not held:
    try:
        held = duckdb.connect({str(path)!r}, read_only={read_only})
    except duckdb.IOException:
        time.sleep(0.005)
print('holding', flush=True)
time.sleep({seconds})
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        try:
            yield holder.pid
        finally:
            holder.kill()


def test_every_table_and_column_is_explained(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as warehouse:
        silent = warehouse.execute(
            """
            SELECT table_name, NULL FROM duckdb_tables() WHERE comment IS NULL AND database_name = 'warehouse'
            UNION ALL
            SELECT table_name, column_name FROM duckdb_columns()
            WHERE comment IS NULL AND database_name = 'warehouse' AND NOT internal
            """
        ).fetchall()
        assert silent == []


def test_opening_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    scripts = sorted(
        one.name for one in (Path(__file__).parents[2] / "crawlers" / "warehouse" / "schema").glob("*.sql")
    )
    for _ in range(2):
        with open_warehouse(path) as warehouse:
            applied = warehouse.execute("SELECT name FROM schema_history ORDER BY version").fetchall()
            assert [name for (name,) in applied] == scripts


def test_whoever_holds_it_is_named_and_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    open_warehouse(path).close()
    told: list[str] = []
    with held_open(path, seconds=2) as pid, open_warehouse(path, wait=30, say=told.append):
        assert len(told) == 1
        assert f"process {pid}" in told[0]


def test_waiting_has_an_end_and_says_that_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    open_warehouse(path).close()
    with held_open(path, seconds=30) as pid:
        began = time.monotonic()
        with pytest.raises(WarehouseBusy, match=rf"process {pid} .* Nothing is lost"):
            open_warehouse(path, wait=0.5)
        assert time.monotonic() - began < 10


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with open_warehouse(path) as warehouse:
        warehouse.execute("INSERT INTO schema_history VALUES (999, '999_future.sql', now()::TIMESTAMP)")
    before = path.read_bytes()
    for opening in (open_warehouse, open_for_reading):
        with pytest.raises(WarehouseError, match="newer version of this program"):
            opening(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"hello " * 1000, "cannot be opened as a DuckDB database"), (None, "does not exist")],
    ids=["not a database", "no such directory"],
)
def test_what_cannot_be_opened_is_refused_in_a_sentence(
    tmp_path: Path, content: bytes | None, message: str
) -> None:
    path = tmp_path / "w.duckdb" if content else tmp_path / "nowhere" / "w.duckdb"
    if content:
        path.write_bytes(content)
    with pytest.raises(WarehouseError, match=message):
        open_warehouse(path)
    assert not content or path.read_bytes() == content


def test_a_reader_reaches_nothing_but_the_data(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    open_warehouse(path).close()
    with open_for_reading(path) as warehouse:
        for query in (
            "SELECT * FROM read_csv('/etc/passwd')",
            "COPY documents TO '/tmp/x.csv'",
            "SET enable_external_access = true",
            "DELETE FROM documents",
        ):
            with pytest.raises(duckdb.Error):
                warehouse.execute(query)


def test_reading_before_anything_was_collected_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="diaspora run"):
        open_for_reading(tmp_path / "w.duckdb")


def test_a_failed_transaction_leaves_no_trace(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as warehouse:
        with pytest.raises(RuntimeError), transaction(warehouse):
            warehouse.execute("INSERT INTO warehouse_facts VALUES ('a', 'b')")
            raise RuntimeError
        assert warehouse.execute("SELECT * FROM warehouse_facts").fetchall() == []


def test_another_client_can_read_the_file(tmp_path: Path) -> None:
    """The format is the oldest we promise, whichever DuckDB wrote it; views do not depend on how it was opened."""
    path = tmp_path / "another-name.duckdb"
    with open_warehouse(path) as warehouse:
        warehouse.execute("CREATE VIEW v AS SELECT count(*) AS n FROM documents")
        assert "v1.5.0" in str(
            warehouse.execute(
                "SELECT tags FROM duckdb_databases() WHERE database_name = 'warehouse'"
            ).fetchall()
        )
    with duckdb.connect(path, read_only=True) as other:
        assert other.execute("SELECT n FROM v").fetchall() == [(0,)]


def test_scripts_are_numbered_without_gap_or_twin() -> None:
    names = [path.name for path in (Path(__file__).parents[2] / "crawlers/warehouse/schema").glob("*.sql")]
    assert sorted(int(name[:3]) for name in names) == list(range(1, len(names) + 1))


def test_what_does_not_fit_into_memory_waits_beside_the_database(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as warehouse:
        warehouse.execute("SET memory_limit = '40MB'")
        warehouse.execute("SET threads = 1")
        sorted_texts = "SELECT md5(range::VARCHAR) AS text FROM range(2_000_000) ORDER BY text"
        warehouse.execute(f"CREATE TEMP TABLE large AS {sorted_texts}")
        assert warehouse.execute("SELECT sum(size) > 0 FROM duckdb_temporary_files()").fetchall() == [(True,)]
        assert list(tmp_path.glob("w.duckdb.tmp/*"))
