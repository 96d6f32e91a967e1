"""What a run says: into `logs/run.log`, which is rotated, and to whoever watches; this run's lines apart, to be mailed."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

LARGEST, KEPT = 1_000_000, 12
"""Bytes of a log file until the next is begun, and how many older ones are kept."""
_MAILED = 100_000
"""Characters of a run's lines that are kept to be mailed, the last ones."""


class Transcript(io.TextIOBase):
    """A text stream in place of stderr: everything into the log, the end of it into memory, and to `watcher`."""

    def __init__(self, log: TextIO | None, watcher: TextIO | None) -> None:
        self._log, self._watcher, self.lines = log, watcher, ""

    def write(self, text: str) -> int:
        """Write to all of them; a log that the disk has no room for stops no run."""
        self.lines = (self.lines + text)[-_MAILED:]
        for stream in (self._log, self._watcher):
            if stream is not None:
                try:
                    stream.write(text)
                    stream.flush()
                except OSError:
                    continue
        return len(text)

    def isatty(self) -> bool:
        """Whether a person watches."""
        return self._watcher is not None and self._watcher.isatty()


@contextmanager
def transcript(folder: Path, *, unattended: bool) -> Iterator[Transcript]:
    """Let everything that is said inside the block go to `folder`/run.log, and to stderr unless `unattended`."""
    log: TextIO | None = None
    watcher = None if unattended else sys.stderr
    trouble = ""
    try:
        log = _opened(folder)
    except OSError as error:
        trouble = f"{folder}: no log can be written there ({error.strerror}).\n"
    said = Transcript(log, watcher)
    said.write(trouble)
    speaking = [one for one in logging.getLogger().handlers if isinstance(one, logging.StreamHandler)]
    before = [one.setStream(said) for one in speaking]
    try:
        with redirect_stderr(said):
            yield said
    finally:
        for one, stream in zip(speaking, before, strict=True):
            if stream is not None:
                one.setStream(stream)
        if log is not None:
            log.close()


def _opened(folder: Path) -> TextIO:
    """Open the log to be added to; one that has grown too large is put aside first, and the oldest dropped."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "run.log"
    if path.exists() and path.stat().st_size > LARGEST:
        rotation = RotatingFileHandler(path, "a", LARGEST, KEPT, encoding="utf-8")
        rotation.doRollover()
        rotation.close()
    return path.open("a", encoding="utf-8")
