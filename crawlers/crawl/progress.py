"""Shows crawls under way: a bar for each source on a terminal, a log line now and then elsewhere."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Mapping
from typing import Self

import rich.progress
from rich.console import Console

from crawlers.crawl.result import Tally

log = logging.getLogger(__name__)
_REDRAW, _LINE_EVERY = 0.5, 30.0


class Progress:
    """Looks at the tallies of crawls every so often, while the event loop runs."""

    def __init__(self, tallies: Mapping[str, Tally], loop: asyncio.AbstractEventLoop) -> None:
        self._tallies, self._loop = tallies, loop
        self._bars: rich.progress.Progress | None = None
        if sys.stderr.isatty() and log.isEnabledFor(logging.INFO):
            columns = (
                "{task.description}",
                rich.progress.SpinnerColumn(),
                "{task.fields[counts]}",
                rich.progress.TimeElapsedColumn(),
            )
            self._bars = rich.progress.Progress(*columns, console=Console(stderr=True), transient=True)
            self._tasks = {name: self._bars.add_task(name, total=None, counts="") for name in tallies}
        self._timer: asyncio.TimerHandle | None = None

    def __enter__(self) -> Self:
        if self._bars:
            self._bars.start()
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        if self._timer:
            self._timer.cancel()
        if self._bars:
            self._bars.stop()

    def _wait(self) -> None:
        self._timer = self._loop.call_later(_REDRAW if self._bars else _LINE_EVERY, self._show)

    def _show(self) -> None:
        for name, tally in self._tallies.items():
            counts = (
                f"{tally.found} found, {tally.fetched} new, {tally.failed} failed, {tally.requests} requests"
            )
            if self._bars:
                self._bars.update(self._tasks[name], counts=counts)
            else:
                log.info("%s: %s", name, counts)
        self._wait()
