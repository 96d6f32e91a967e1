"""A limit to how long a query may take, for those who let others ask, or ask from a script."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

import duckdb


class TookTooLong(Exception):  # noqa: N818  (a state, not a fault)
    """A query was stopped. The text says after how long."""


@contextmanager
def time_limit(warehouse: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Stop what `warehouse` is asked inside the block after `seconds`; none if they are infinite. Raises TookTooLong."""
    if math.isinf(seconds):
        yield
        return
    timer = Timer(seconds, warehouse.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    except duckdb.InterruptException:
        raise TookTooLong(
            f"Stopped: the answer took longer than the {seconds:g} seconds that --max-seconds allows. Ask for less (a "
            "LIMIT, a shorter period), or allow more."
        ) from None
    finally:
        timer.cancel()
