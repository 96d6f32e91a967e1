"""Long work shows itself: a bar on a terminal, plain log lines under cron."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
log = logging.getLogger(__name__)
_LOG_EVERY = 30.0


def track(items: Iterable[Item], what: str, total: int) -> Iterator[Item]:
    """Yield `items` and show how far along they are; `what` is a few words, e.g. "reading archives"."""
    if total == 0:
        yield from items
    elif sys.stderr.isatty() and log.isEnabledFor(logging.INFO):
        yield from _bar(items, what, total)
    else:
        yield from _lines(items, what, total)


def _bar(items: Iterable[Item], what: str, total: int) -> Iterator[Item]:
    from rich.console import Console
    from rich.progress import track as rich_track

    yield from rich_track(items, f"{what} …", total=total, console=Console(stderr=True), transient=True)


def _lines(items: Iterable[Item], what: str, total: int) -> Iterator[Item]:
    last = time.monotonic()
    for done, item in enumerate(items, start=1):
        yield item
        if time.monotonic() - last > _LOG_EVERY:
            log.info("%s: %d of %d", what, done, total)
            last = time.monotonic()
