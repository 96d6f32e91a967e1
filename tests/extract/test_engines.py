"""The same rows from one process, from a pool and from a Dask cluster that loses a worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
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

pytestmark = pytest.mark.slow

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


def _works_for_long(folder: Path) -> Callable[[int], None]:
    def work(_: int) -> None:
        (folder / str(os.getpid())).touch()
        time.sleep(60)

    return work


def _lives(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_what_a_killed_process_had_begun_to_write_is_dropped(archive: Path, tmp_path: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    left, under_way = (tmp_path / f"paper-1.{process}.part" for process in (ended.pid, os.getpid()))
    for folder in (left, under_way):
        folder.mkdir()
        (folder / "documents.parquet").touch()
    assert list(extract_files([], archive, tmp_path, CATALOGUE, ZONE, "test")) == []
    assert (left.exists(), under_way.exists()) == (False, True)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc here")
def test_workers_end_with_the_process_that_they_work_for(tmp_path: Path) -> None:
    """A machine short of memory kills the largest process: the others would stay for good, and hold theirs."""
    program = (
        "import sys; from functools import partial; from pathlib import Path; from crawlers import engines\n"
        "from tests.extract.test_engines import _works_for_long\n"
        "list(engines.run(partial(_works_for_long, Path(sys.argv[1])), range(8), workers=2))"
    )
    root = Path(__file__).parents[2]
    working = subprocess.Popen([sys.executable, "-c", program, tmp_path], cwd=root, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while len(workers := [path.name for path in tmp_path.iterdir()]) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    working.kill()
    working.wait()
    while any(map(_lives, workers)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_an_archive_file_that_kills_its_process_is_quarantined(archive: Path, tmp_path: Path) -> None:
    path = next((archive / "imported").glob("*.warc.gz"))
    told = extract_file(path, archive, tmp_path, CATALOGUE, ZONE, "test", unread="it was killed")
    assert (told.captures, told.damage) == (0, "it was killed")
    assert duckdb.execute(
        "SELECT reason FROM read_parquet(?)", [str(told.folder / "quarantine.parquet")]
    ).fetchall() == [("it was killed",)]
