"""What others collected: WARC and WACZ files, and exports of platforms. Kept in the archive as it is, like any evidence."""

from __future__ import annotations

from pathlib import Path

from crawlers.archive.files import ENDINGS
from crawlers.archive.records import ArchiveError
from crawlers.extract.imports.exports import ImportedExport, import_export
from crawlers.extract.imports.wacz import import_wacz
from crawlers.extract.imports.warc import Imported, import_warc

__all__ = ["Imported", "ImportedExport", "import_file"]


def import_file(
    path: Path, root: Path, timezone: str, mapping: Path | None = None
) -> Imported | ImportedExport:
    """Bring the file at `path` into the archive directory `root`, whatever it is.

    `timezone` is that of times printed without one; `mapping` a TOML file as `record.Mapping` describes it.
    Raises ArchiveError for a file of no known kind, ConfigurationError for a mistake in the mapping.
    """
    if not path.is_file():
        raise ArchiveError(f"{path}: is no file. Name the file itself; unpack a ZIP first.")
    if path.name.endswith(ENDINGS):
        return import_warc(path, root)
    if path.name.endswith(".wacz"):
        return import_wacz(path, root)
    return import_export(path, root, timezone, mapping)
