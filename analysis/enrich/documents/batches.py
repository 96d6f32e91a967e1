"""Documents in batches: read on every core where they are many, each batch written in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from crawlers import engines
from crawlers.warehouse.connection import transaction

Batch = TypeVar("Batch")
Result = TypeVar("Result")
Track = Callable[[Iterator[Any], int], Iterator[Any]]
"""Wraps results to show progress; it is told how many documents there are in all."""

_SIZE = 2_000
"""Documents read and committed together: a killed run goes on with the next batch."""
_ALONE = 4_000
"""Documents that are read sooner by one process than others begin to work."""


def untracked(results: Iterator[Any], total: int) -> Iterator[Any]:
    """Show no progress."""
    return results


def numbered(total: int) -> Iterator[dict[str, int]]:
    """Yield the `first` and `last` number of each batch of `total` documents, counted from 1."""
    for first in range(1, total + 1, _SIZE):
        yield {"first": first, "last": first + _SIZE - 1}


def read(
    make: engines.Make[Batch, Result], batches: Iterator[Batch], total: int, *, engine: str, track: Track
) -> Iterator[Result]:
    """Yield what reading each of `batches` gave: `total` documents in all, by an `engine` of `crawlers.engines`."""
    workers = 0 if total > _ALONE else 1
    return track(engines.run(make, batches, engine=engine, workers=workers), total)


@contextmanager
def written(connection: duckdb.DuckDBPyConnection, **tables: pa.Table) -> Iterator[None]:
    """Let SQL see `tables` by their names, within one transaction."""
    for name, table in tables.items():
        connection.register(name, table)
    try:
        with transaction(connection):
            yield
    finally:
        for name in tables:
            connection.unregister(name)
