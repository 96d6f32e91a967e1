"""What the machine refuses, in one line for people: a full disk, a folder that cannot be written, too little memory."""

from __future__ import annotations

import errno
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from shutil import disk_usage

_FULL = "no room is left on its disk. Make room and run again: what was begun is finished then, and nothing is lost."
_LOCKED = "cannot be written. Check who owns it, its permissions, and that its disk is not mounted read-only."
_MEMORY = (
    "There is too little memory for this step. Stop other programs, or give the machine more; nothing is lost, and the "
    "next run does it again."
)
_NOTHING = 1_000_000
"""Bytes; where less is left, a database or file that fails does so for want of room."""
_BY_ERRNO = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: _LOCKED,
    errno.EACCES: _LOCKED,
    errno.EPERM: _LOCKED,
    errno.EIO: "its disk gives errors. Save what is on it, and look into the system's log (`dmesg`).",
    errno.EMFILE: "too many files are open; raise the limit (`ulimit -n`).",
}


def in_one_line(error: BaseException) -> str | None:
    """Return what is wrong, where and what to do; None for what is no refusal of the machine but a fault of ours.

    What an error was raised in place of counts, too: a rollback on a full disk fails in words of its own.
    """
    seen: BaseException | None = error
    while seen is not None:
        if line := _of_one(seen):
            return line
        seen = seen.__cause__ or seen.__context__
    if _is_of_storage(error) and disk_usage(Path.cwd()).free < _NOTHING:
        return f"{Path.cwd()}: {_FULL}"
    return None


def _of_one(error: BaseException) -> str | None:
    if isinstance(error, (MemoryError, BrokenProcessPool)):
        return _MEMORY
    text = " ".join(str(error).split())
    if _is_of_duckdb(error):
        return _of_duckdb(type(error).__name__, text)
    if isinstance(error, OSError):
        number = error.errno or next((one for one in _BY_ERRNO if f"errno {one}" in text.lower()), None)
        where = error.filename or "a file of this study"
        if number in _BY_ERRNO:
            return f"{where}: {_BY_ERRNO[number]}"
    return None


def _is_of_duckdb(error: BaseException) -> bool:
    return type(error).__module__.startswith(("duckdb", "_duckdb"))


def _is_of_storage(error: BaseException) -> bool:
    return _is_of_duckdb(error) or isinstance(error, OSError)


def _of_duckdb(kind: str, text: str) -> str | None:
    if kind == "OutOfMemoryException":
        return _MEMORY
    lower = text.lower()
    if "no space left" in lower or "disk quota" in lower or "file too large" in lower:
        return f"The warehouse: {_FULL}"
    if "read-only file system" in lower or "permission denied" in lower:
        return f"The warehouse: {_LOCKED}"
    return None
