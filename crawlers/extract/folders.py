"""The folders that hold what was read from archive files: one for each file, named for it and for what read it."""

from __future__ import annotations

import shutil
from glob import escape
from pathlib import Path

from crawlers.archive.files import stem
from crawlers.digests import digest

_DIGITS = 8


def folder_for(out: Path, archive_file: str, extractor: str) -> Path:
    """Return the folder below `out` for what an extractor of that digest reads from an archive file."""
    return out / f"{_flat(archive_file)}-{digest(archive_file, extractor)[:_DIGITS]}"


def drop_folders(out: Path, archive_file: str, *, but: str = "") -> None:
    """Delete what any extractor ever read from an archive file, all `but` the folder of that name."""
    for folder in out.glob(f"{escape(_flat(archive_file))}-{'[0-9a-f]' * _DIGITS}"):
        if folder.name != but:
            shutil.rmtree(folder, ignore_errors=True)


def _flat(archive_file: str) -> str:
    return stem(archive_file).replace("/", "~")
