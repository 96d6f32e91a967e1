"""WARC files made by others: checked, then kept in the archive under a name that says what they are."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from crawlers.archive.files import stem
from crawlers.archive.reader import read
from crawlers.archive.records import ArchiveError, Capture

FOLDER = "imported"


@dataclass(frozen=True, slots=True)
class Imported:
    """Where an archive file was put, and whether it had been there before."""

    path: Path
    already_there: bool
    others: tuple[Path, ...] = ()
    """Where the rest was put, if it came as several files in one."""


def import_warc(path: Path, root: Path) -> Imported:
    """Copy (or link) the WARC file at `path` below the archive directory `root`, once.

    The name carries a digest of the content, so importing a file again, under any name, changes nothing.
    Raises ArchiveError when it is no WARC file or holds no response; then nothing was written.
    """
    if not any(isinstance(item, Capture) for item in read(path)):
        raise ArchiveError(f"{path}: holds no archived response, so there is nothing to import.")
    with path.open("rb") as stream:
        content = hashlib.file_digest(stream, "blake2b").hexdigest()[:8]
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    known = next(folder.glob(f"*-{content}.*arc*"), None)
    if known:
        return Imported(known, already_there=True)
    name = stem(path.name)
    target = folder / f"{name}-{content}{path.name[len(name) :]}"
    partial = target.with_name(f"{target.name}.{os.getpid()}.part")
    shutil.copyfile(path, partial)
    partial.replace(target)
    return Imported(target, already_there=False)
