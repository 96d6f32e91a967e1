"""How one function is mapped over many items: here, by a process on every core, or by a Dask cluster.

>>> sorted(run(partial(partial, pow, 2), range(4), workers=1))
[1, 2, 4, 8]
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache, partial
from itertools import islice
from multiprocessing.connection import wait as wait_for
from threading import Thread
from typing import Any, TypeVar

from crawlers.catalogue.configuration import ConfigurationError

Item = TypeVar("Item")
Result = TypeVar("Result")
Make = Callable[[], Callable[[Item], Result]]
"""Makes the function that is mapped, once in each process. Must be picklable; what it makes need not be."""

PROCESSES, DASK = "processes", "dask"
_ENGINE = re.compile(rf"{PROCESSES}|{DASK}(?:://(?P<scheduler>[\w.\[\]:-]+:\d+))?")
_AHEAD = 2
"""Items under way for each worker: memory stays bounded however many there are."""


def run(
    make: Make[Item, Result],
    items: Iterable[Item],
    *,
    engine: str = PROCESSES,
    workers: int = 0,
    killed: Callable[[Item], Result] | None = None,
) -> Iterator[Result]:
    """Yield what the function that `make` returns gives for each of `items`, as it is ready.

    `engine` is `processes`, `dask` for a cluster on this machine, or `dask://host:port` for the scheduler of one, on
    whose machines this program is installed. `workers` 0 means one per core; with one process everything happens in
    this. Items are taken as they are needed. An item that kills its process, twice, gives what `killed` makes of it, if
    that is given; the others go on. Raises what the function raises, and ConfigurationError for an engine
    that does not exist, is not installed or does not answer.
    """
    known = _ENGINE.fullmatch(engine)
    if known is None:
        raise ConfigurationError(f"--engine {engine}: choose {PROCESSES}, {DASK} or {DASK}://HOST:PORT.")
    workers = workers or cores()
    if engine != PROCESSES:
        yield from _by_dask(make, items, known["scheduler"], workers)
    elif workers == 1:
        yield from map(make(), items)
    else:
        yield from _by_processes(make, items, workers, killed)


def cores() -> int:
    """Return on how many cores this process may run."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _by_processes(
    make: Make[Item, Result], items: Iterable[Item], workers: int, killed: Callable[[Item], Result] | None
) -> Iterator[Result]:
    """A fork server imports what `make` needs once; its forks begin to work at once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_module_of(make)])
    call, rest = partial(_call, pickle.dumps(make)), iter(items)
    pending: dict[Future[Result], Item] = {}
    ready = list(islice(rest, _AHEAD * workers))
    with ProcessPoolExecutor(workers, context, _end_with_the_parent) as pool:
        try:
            while ready or pending:
                while ready:
                    future = pool.submit(call, ready[0])
                    pending[future] = ready.pop(0)
                done, _ = wait(pending, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()
                    del pending[future]
                ready = list(islice(rest, len(done)))
            return
        except BrokenProcessPool:
            if killed is None:
                raise
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    for item in (*pending.values(), *ready):  # one of them did it: each by itself now
        with ProcessPoolExecutor(1, context, _end_with_the_parent) as pool:
            try:
                yield pool.submit(call, item).result()
            except BrokenProcessPool:
                yield killed(item)
    yield from _by_processes(make, rest, workers, killed)


def _by_dask(
    make: Make[Item, Result], items: Iterable[Item], scheduler: str | None, workers: int
) -> Iterator[Result]:
    """Dask gives the items of a worker that died to another."""
    try:
        from distributed import Client, LocalCluster, as_completed
    except ImportError:
        raise ConfigurationError(
            "Dask is not installed. Install the extra: pip install 'diaspora-monitor[cluster]'."
        ) from None
    call, rest = partial(_call, pickle.dumps(make)), iter(items)
    first = list(islice(rest, 1))
    if not first:
        return
    local = (
        None if scheduler else LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
    )
    try:
        with Client(local or f"tcp://{scheduler}", timeout="30s") as client:
            ahead = _AHEAD * max(workers, sum(client.nthreads().values()))
            ready = as_completed(
                [client.submit(call, item, pure=False) for item in (*first, *islice(rest, ahead))]
            )
            for future in ready:
                for item in islice(rest, 1):
                    ready.add(client.submit(call, item, pure=False))
                yield future.result()
    except OSError as error:
        raise ConfigurationError(f"dask://{scheduler}: no scheduler answers there ({error}).") from None
    finally:
        if local:
            local.close()


def _end_with_the_parent() -> None:
    """Let a worker end when the process that it works for does, which may have been killed before it could say so."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(1)


def _call(pickled: bytes, item: Any) -> Any:
    return _made(pickled)(item)


@lru_cache(maxsize=2)
def _made(pickled: bytes) -> Callable[[Any], Any]:
    return pickle.loads(pickled)()  # type: ignore[no-any-return]


def _module_of(make: Any) -> str:
    while isinstance(make, partial):
        make = make.func
    return str(make.__module__)
