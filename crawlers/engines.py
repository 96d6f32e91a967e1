"""How `extract_file` is mapped over many archive files: here, or by a process on every core."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from pathlib import Path

from crawlers.extract import Extracted, extract_file
from crawlers.sources import Catalogue


def extract_files(
    paths: Sequence[Path],
    root: Path,
    out: Path,
    catalogue: Catalogue,
    timezone: str,
    extractor: str,
    *,
    workers: int = 0,
) -> Iterator[Extracted]:
    """Yield the result for each archive file as it is ready; `workers` 0 means one process per core.

    Raises ArchiveError for the first file that is no archive. Files already extracted stay on disk, so a run
    that was killed goes on where it stopped.
    """
    task = partial(
        extract_file, root=root, out=out, catalogue=catalogue, timezone=timezone, extractor=extractor
    )
    workers = min(workers or os.cpu_count() or 1, len(paths))
    if workers <= 1:
        yield from map(task, paths)
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        futures = [pool.submit(task, path) for path in paths]
        try:
            for future in as_completed(futures):
                yield future.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
