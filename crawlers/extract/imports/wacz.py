"""WACZ files (https://specs.webrecorder.net/wacz/1.1.1/): a ZIP that holds WARC files, as browsertrix writes them."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from crawlers.archive.files import ENDINGS
from crawlers.archive.records import ArchiveError
from crawlers.extract.imports.warc import Imported, import_warc


def import_wacz(path: Path, root: Path) -> Imported:
    """Copy the WARC files in the WACZ file at `path` below the archive directory `root`, each once.

    Its indexes and page lists are left: what is archived is read from the WARC files themselves. A WARC file in
    it that holds no response (browsertrix keeps one for screenshots) is passed over. Raises ArchiveError when it
    is no ZIP, is damaged, or none of its WARC files holds a response.
    """
    imported: list[Imported] = []
    try:
        with zipfile.ZipFile(path) as package, tempfile.TemporaryDirectory() as scratch:
            members = [one for one in package.infolist() if one.filename.endswith(ENDINGS)]
            for member in members:
                unpacked = Path(scratch) / f"{path.stem}-{PurePosixPath(member.filename).name}"
                with package.open(member) as packed, unpacked.open("wb") as plain:
                    shutil.copyfileobj(packed, plain)
                if one := _imported(unpacked, root):
                    imported.append(one)
                unpacked.unlink()
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError) as error:
        raise ArchiveError(f"{path}: cannot be unpacked ({error}). Is it a whole WACZ file?") from None
    if not imported:
        raise ArchiveError(
            f"{path}: holds no WARC file with an archived response, so there is nothing to import."
        )
    return Imported(
        imported[0].path,
        already_there=all(one.already_there for one in imported),
        others=tuple(one.path for one in imported[1:]),
    )


def _imported(path: Path, root: Path) -> Imported | None:
    try:
        return import_warc(path, root)
    except ArchiveError:
        return None
