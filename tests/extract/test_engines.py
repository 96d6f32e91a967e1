"""The same rows from one process, from a pool and from a Dask cluster that loses a worker."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Thread

import duckdb
import pytest

from crawlers import engines
from crawlers.catalogue.configuration import ConfigurationError
from crawlers.extract.engines import extract_files
from crawlers.extract.runner import Extracted, extract_file
from tests.extract.common_crawl import CATALOGUE, make
from tests.extract.place import ZONE

distributed = pytest.importorskip("distributed")
TABLES = ("captures", "documents", "crawls", "archives", "passed_over")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight files, eighty pages."""
    root = tmp_path_factory.mktemp("archive")
    make(root / "imported", 8, 80)
    return root


def rows(done: list[Extracted]) -> list[object]:
    """All rows of all tables, in one order."""
    told: list[object] = []
    for table in TABLES:
        files = [str(one.folder / f"{table}.parquet") for one in done]
        told += duckdb.execute("SELECT * FROM read_parquet(?) ORDER BY ALL", [files]).fetchall()
    return told


def extract(archive: Path, out: Path, **how: object) -> Iterator[Extracted]:
    paths = sorted((archive / "imported").glob("*.warc.gz"))
    return partial(extract_files, paths, archive, out, CATALOGUE, ZONE, "test")(**how)


def test_the_same_rows_from_every_engine(archive: Path, tmp_path: Path) -> None:
    alone = list(extract(archive, tmp_path / "one", workers=1))
    pool = list(extract(archive, tmp_path / "pool", workers=2))
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs="CRITICAL"
    ) as cluster:
        scheduler = cluster.scheduler_address.replace("tcp://", "dask://")
        done = extract(archive, tmp_path / "dask", engine=scheduler)
        first = next(done)
        with distributed.Client(cluster) as client:
            victim = next(iter(client.run(os.getpid).values()))
        killer = Thread(target=os.kill, args=(victim, signal.SIGKILL))
        killer.start()
        found = [first, *done]
        killer.join()
    assert sorted(one.archive_file for one in found) == [
        f"imported/CC-MAIN-20160501000000-{n:05}.warc.gz" for n in range(8)
    ]
    assert rows(alone) == rows(pool) == rows(found)
    assert sum(one.documents for one in found) == 80


def test_an_engine_that_does_not_exist(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="choose processes, dask or dask://HOST:PORT"):
        list(extract(archive, tmp_path, engine="spark"))


def _deadly(item: int) -> int:
    if item == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def _make_deadly() -> Callable[[int], int]:
    return _deadly


def test_an_item_that_kills_its_process_costs_only_itself() -> None:
    done = engines.run(_make_deadly, range(12), workers=2, killed=lambda item: -item)
    assert sorted(done) == [-3, *(n for n in range(12) if n != 3)]


def test_an_archive_file_that_kills_its_process_is_quarantined(archive: Path, tmp_path: Path) -> None:
    path = next((archive / "imported").glob("*.warc.gz"))
    told = extract_file(path, archive, tmp_path, CATALOGUE, ZONE, "test", unread="it was killed")
    assert (told.captures, told.damage) == (0, "it was killed")
    assert duckdb.execute(
        "SELECT reason FROM read_parquet(?)", [str(told.folder / "quarantine.parquet")]
    ).fetchall() == [("it was killed",)]
