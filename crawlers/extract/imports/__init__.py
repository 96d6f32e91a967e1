"""What others collected: WARC and WACZ files, and exports of platforms. Kept in the archive as it is, like any evidence."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from crawlers.archive.files import ENDINGS
from crawlers.archive.records import ArchiveError
from crawlers.extract.imports.exports import ImportedExport, import_export
from crawlers.extract.imports.packages import unpacked
from crawlers.extract.imports.wacz import import_wacz
from crawlers.extract.imports.warc import Imported, import_warc

__all__ = ["Imported", "ImportedExport", "Imports", "import_all", "import_file"]

_PACKED = (".zip", ".gz")
_IN_PACKAGES = (*ENDINGS, ".wacz", ".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Imports:
    """What became of several files."""

    done: list[Imported | ImportedExport] = field(default_factory=list)
    refused: list[ArchiveError] = field(default_factory=list)


def import_all(paths: list[Path], root: Path, timezone: str, mapping: Path | None = None) -> Imports:
    """Bring files, and what is in ZIP and gzip files, into the archive directory `root`; parameters as `import_file`.

    One that is refused keeps no other from being brought in. In a package it is refused only if nothing else is
    taken from there: Facebook packs a page's posts with much that is not read.
    """
    found = Imports()
    for path in paths:
        packed = path.name.endswith(_PACKED) and not path.name.endswith(ENDINGS) and path.is_file()
        one = (
            _from_package(path, root, timezone, mapping)
            if packed
            else _from_file(path, root, timezone, mapping)
        )
        found.done.extend(one.done)
        found.refused.extend(() if packed and one.done else one.refused[:1])
    return found


def import_file(
    path: Path, root: Path, timezone: str, mapping: Path | None = None
) -> Imported | ImportedExport:
    """Bring the file at `path` into the archive directory `root`, whatever it is.

    `timezone` is that of times printed without one; `mapping` a TOML file as `record.Mapping` describes it.
    Raises ArchiveError for a file of no known kind, ConfigurationError for a mistake in the mapping.
    """
    if not path.is_file():
        raise ArchiveError(f"{path}: is no file. Name the file itself.")
    if path.name.endswith(ENDINGS):
        return import_warc(path, root)
    if path.name.endswith(".wacz"):
        return import_wacz(path, root)
    return import_export(path, root, timezone, mapping)


def _from_file(path: Path, root: Path, timezone: str, mapping: Path | None) -> Imports:
    try:
        return Imports(done=[import_file(path, root, timezone, mapping)])
    except ArchiveError as error:
        return Imports(refused=[error])


def _from_package(path: Path, root: Path, timezone: str, mapping: Path | None) -> Imports:
    found = Imports()
    with tempfile.TemporaryDirectory() as scratch:
        try:
            for file in unpacked(path, Path(scratch), () if path.name.endswith(".gz") else _IN_PACKAGES):
                one = (
                    Imports(refused=[file])
                    if isinstance(file, ArchiveError)
                    else _from_file(file, root, timezone, mapping)
                )
                found.done.extend(one.done)
                found.refused.extend(one.refused)
        except ArchiveError as error:
            found.refused.append(error)
    if not found.done and not found.refused:
        found.refused.append(ArchiveError(f"{path}: holds no file that could be imported."))
    return found
