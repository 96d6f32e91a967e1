"""WACZ files (https://specs.webrecorder.net/wacz/1.1.1/): a ZIP that holds WARC files, as browsertrix writes them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from crawlers.archive.files import ENDINGS
from crawlers.archive.records import ArchiveError
from crawlers.extract.imports.packages import unpacked
from crawlers.extract.imports.warc import Imported, import_warc


def import_wacz(path: Path, root: Path) -> Imported:
    """Copy the WARC files in the WACZ file at `path` below the archive directory `root`, each once.

    Its indexes and page lists are left: what is archived is read from the WARC files themselves. A WARC file in
    it that holds no response (browsertrix keeps one for screenshots) or is damaged is passed over. Raises ArchiveError
    when it is no ZIP, or none of its WARC files holds a response.
    """
    imported: list[Imported] = []
    failed: ArchiveError | None = None
    with tempfile.TemporaryDirectory() as scratch:
        for file in unpacked(path, Path(scratch), ENDINGS):
            try:
                if isinstance(file, ArchiveError):
                    raise file
                imported.append(import_warc(file.rename(file.with_name(f"{path.stem}-{file.name}")), root))
            except ArchiveError as error:
                failed = failed or error
    if not imported:
        raise failed or ArchiveError(f"{path}: holds no WARC file, so there is nothing to import.")
    return Imported(
        imported[0].path,
        already_there=all(one.already_there for one in imported),
        others=tuple(one.path for one in imported[1:]),
    )
