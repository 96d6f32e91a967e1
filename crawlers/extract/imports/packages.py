"""What is in a ZIP or gzip file, unpacked for reading: member by member, and never more than text can be.

WACZ files (https://specs.webrecorder.net/wacz/1.1.1/) are ZIPs that hold WARC files; platforms pack their exports so.
"""

from __future__ import annotations

import gzip
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from crawlers.archive.records import ArchiveError

_LARGEST_RATIO, _SMALL = 200, 2**26
"""Text shrinks to a tenth and a spreadsheet of zeros to a hundredth; more, beyond 64 MiB, is a bomb."""
_PIECE = 2**20
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)
"""What ZIP and gzip files raise that are damaged, encrypted, or packed in a way that is not read."""


def unpacked(path: Path, scratch: Path, endings: tuple[str, ...]) -> Iterator[Path | ArchiveError]:
    """Yield each file in the package at `path` whose name has one of `endings`, or why it cannot be read.

    Files lie in `scratch`, one at a time, with the date that the package gives them. Raises ArchiveError when the
    package itself cannot be read.
    """
    if path.name.endswith(".gz"):
        with gzip.open(path) as stream:
            yield _copied(stream, scratch / path.name.removesuffix(".gz"), path.stat().st_size, path)
        return
    try:
        package = zipfile.ZipFile(path)
    except _UNREADABLE as error:
        raise ArchiveError(f"{path}: cannot be unpacked ({error}). Is it a whole file?") from None
    with package:
        for member in package.infolist():
            name = PurePosixPath(member.filename).name
            if member.is_dir() or name.startswith(".") or not name.endswith(endings):
                continue
            try:
                with package.open(member) as stream:
                    copied = _copied(stream, scratch / name, member.compress_size, path)
            except _UNREADABLE as error:
                copied = ArchiveError(f"{path}: {member.filename} cannot be unpacked ({error}).")
            if isinstance(copied, Path):
                _date(copied, member.date_time)
            yield copied
            (scratch / name).unlink(missing_ok=True)


def _copied(
    stream: IO[bytes] | gzip.GzipFile, target: Path, packed: int, package: Path
) -> Path | ArchiveError:
    try:
        with target.open("wb") as plain:
            size = 0
            while piece := stream.read(_PIECE):
                size += len(piece)
                if size > max(_SMALL, _LARGEST_RATIO * packed):
                    return ArchiveError(
                        f"{package}: {target.name} unpacks to more than {_LARGEST_RATIO} times its size."
                    )
                plain.write(piece)
    except _UNREADABLE as error:
        return ArchiveError(f"{package}: {target.name} cannot be unpacked ({error}). Is it a whole file?")
    shutil.copystat(package, target)
    return target


def _date(path: Path, told: tuple[int, int, int, int, int, int]) -> None:
    """Give a file the date that a ZIP names for it, as far as that is one: it tells how old an export's counts are."""
    try:
        moment = datetime(*told).timestamp()  # noqa: DTZ001  ZIPs know no zone
    except (ValueError, OverflowError):
        return
    os.utime(path, (moment, moment))
