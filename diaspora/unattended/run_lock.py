"""One run at a time: whoever comes second learns who holds it, since when and at which step."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from crawlers.errors import DiasporaError

_YOUNG = timedelta(days=1)


class RunHeld(DiasporaError):  # noqa: N818  (a state, not a fault)
    """Another process holds the run. The text says which, since when, and at which step it is."""

    def __init__(self, text: str, *, is_young: bool) -> None:
        super().__init__(text)
        self.is_young = is_young
        """Whether it has been going on for less than a day, so that nobody needs to look."""


@contextmanager
def run_lock(warehouse: Path) -> Iterator[Callable[[str], None]]:
    """Hold the lock beside `warehouse` inside the block; yields a function that notes the step at which one is.

    The system lets go when the process dies, however it dies. Raises RunHeld, OSError.
    """
    path = warehouse.with_name(f"{warehouse.name}.lock")
    with path.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _held(warehouse, lock) from None
        begun = datetime.now().astimezone()

        def note(step: str) -> None:
            lock.seek(0)
            lock.truncate()
            json.dump({"pid": os.getpid(), "since": begun.isoformat(timespec="seconds"), "step": step}, lock)
            lock.flush()

        note("beginning")
        yield note
        lock.truncate(0)


def _held(warehouse: Path, lock: IO[str]) -> RunHeld:
    lock.seek(0)
    try:
        told = json.loads(lock.read())
        since = datetime.fromisoformat(told["since"])
        holder = f"process {told['pid']} works on it since {since:%Y-%m-%d %H:%M} (now: {told['step']})"
    except (ValueError, KeyError, TypeError):  # read while it was being written
        since, holder = datetime.now().astimezone(), "another process works on it"
    is_young = datetime.now().astimezone() - since < _YOUNG
    return RunHeld(f"{warehouse}: {holder}. Nothing is lost; this one gives way.", is_young=is_young)
