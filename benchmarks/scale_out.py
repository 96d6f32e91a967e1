"""Extraction over an archive in the shape of Common Crawl's: one process, every core, a Dask cluster that loses a worker.

    python -m benchmarks.scale_out [FILES [PAGES]]

Makes 50 WARC files with 2,000 synthetic pages, has every engine extract them, compares the rows, and prints times as
ratios to one process. The cluster loses a worker after the first file. Memory: the largest that one process used, of
all that an engine ran in (Dask's own processes come with it).
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import duckdb
from distributed import Client, LocalCluster

from crawlers.engines import cores
from crawlers.extract.engines import extract_files
from crawlers.extract.runner import Extracted
from tests.extract.common_crawl import CATALOGUE, make


def main(files: int = 50, pages: int = 2000) -> None:
    """Print the comparison."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "archive"
        paths = make(root / "imported", files, pages)

        def run(name: str, **how: object) -> Iterable[Extracted]:
            return extract_files(
                paths,
                root,
                Path(scratch) / name,
                CATALOGUE,
                "Asia/Almaty",
                "bench",
                **how,  # type: ignore[arg-type]
            )

        begun = time.perf_counter()
        alone = list(run("one", workers=1))
        one = time.perf_counter() - begun
        memory = {"one process": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}
        begun = time.perf_counter()
        pool = list(run("pool", workers=cores()))
        pooled = time.perf_counter() - begun
        memory["pool"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        with LocalCluster(n_workers=cores(), threads_per_worker=1, dashboard_address=None) as cluster:
            with Client(cluster) as client:
                workers = client.run(os.getpid)
            begun = time.perf_counter()
            done = iter(run("dask", engine=cluster.scheduler_address.replace("tcp://", "dask://")))
            found = [next(done)]
            os.kill(next(iter(workers.values())), signal.SIGKILL)
            found += done
            clustered = time.perf_counter() - begun
        memory["Dask"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        same = _rows(alone) == _rows(pool) == _rows(found)
        print(
            f"{files} files, {pages} pages, {sum(one.documents for one in alone)} documents; the same rows: {same}"
        )
        print(
            f"one process: {pages / one:.0f} pages a second; the pool takes {pooled / one:.2f} of its time,"
        )
        print(f"Dask with one of {len(workers)} workers killed {clustered / one:.2f}")
        print("largest process:", ", ".join(f"{name} {size / 1024:.0f} MB" for name, size in memory.items()))
    sys.exit(not same)


def _rows(done: Iterable[Extracted]) -> list[object]:
    folders = [one.folder for one in done]
    told: list[object] = []
    for table in ("captures", "documents", "crawls", "archives"):
        names = [str(folder / f"{table}.parquet") for folder in folders]
        told += duckdb.execute("SELECT * FROM read_parquet(?) ORDER BY ALL", [names]).fetchall()
    return told


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
