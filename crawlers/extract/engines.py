"""How `extract_file` is mapped over many archive files: here, by a process on every core, or by a Dask cluster."""

from __future__ import annotations

import multiprocessing
import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from pathlib import Path

from crawlers.catalogue.configuration import ConfigurationError
from crawlers.catalogue.sources import Catalogue
from crawlers.extract.runner import Extracted, extract_file

Task = Callable[[Path], Extracted]

PROCESSES, DASK = "processes", "dask"
_ENGINE = re.compile(rf"{PROCESSES}|{DASK}(?:://(?P<scheduler>[\w.\[\]:-]+:\d+))?")


def extract_files(
    paths: Sequence[Path],
    root: Path,
    out: Path,
    catalogue: Catalogue,
    timezone: str,
    extractor: str,
    *,
    workers: int = 0,
    engine: str = PROCESSES,
) -> Iterator[Extracted]:
    """Yield the result for each archive file as it is ready; `workers` 0 means one process per core.

    `engine` is `processes`, `dask` for a cluster on this machine, or `dask://host:port` for the scheduler of one
    whose machines see `root` and `out` under the same paths. Raises ArchiveError for the first file that is no
    archive, ConfigurationError for an engine that does not exist or is not installed. Files already extracted stay
    on disk, so a run that was killed goes on where it stopped.
    """
    known = _ENGINE.fullmatch(engine)
    if known is None:
        raise ConfigurationError(f"--engine {engine}: choose {PROCESSES}, {DASK} or {DASK}://HOST:PORT.")
    places = {"root": root, "out": out}
    if engine != PROCESSES:  # other processes may stand elsewhere
        places = {name: place.resolve() for name, place in places.items()}
        paths = [path.resolve() for path in paths]
    task = partial(extract_file, **places, catalogue=catalogue, timezone=timezone, extractor=extractor)
    workers = min(workers or os.cpu_count() or 1, len(paths))
    if engine != PROCESSES:
        yield from _by_dask(task, paths, known["scheduler"], workers)
    elif workers <= 1:
        yield from map(task, paths)
    else:
        yield from _by_processes(task, paths, workers)


def _by_processes(task: Task, paths: Sequence[Path], workers: int) -> Iterator[Extracted]:
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        futures = [pool.submit(task, path) for path in paths]
        try:
            for future in as_completed(futures):
                yield future.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _by_dask(task: Task, paths: Sequence[Path], scheduler: str | None, workers: int) -> Iterator[Extracted]:
    """Dask runs the files of a worker that died again elsewhere; only counts come back, rows stay in Parquet."""
    try:
        from distributed import Client, LocalCluster
        from distributed import as_completed as as_done
    except ImportError:
        raise ConfigurationError(
            "Dask is not installed. Install the extra: pip install 'diaspora-monitor[cluster]'."
        ) from None
    if not paths:
        return
    local = (
        None if scheduler else LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
    )
    try:
        with Client(local or f"tcp://{scheduler}", timeout="30s") as client:
            for future in as_done(client.map(task, paths, pure=False)):
                yield future.result()
    except OSError as error:
        raise ConfigurationError(f"dask://{scheduler}: no scheduler answers there ({error}).") from None
    finally:
        if local:
            local.close()
