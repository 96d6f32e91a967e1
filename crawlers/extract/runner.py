"""Archive to documents: one pure function per archive file, its rows in Parquet, ready to be loaded.

`extract_file` depends on nothing but its arguments and writes its folder in one step, so it can be run twice,
killed anywhere, or mapped over terabytes of archive by any engine that can call a function.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from crawlers.archive.records import ArchiveError
from crawlers.catalogue.accounts import owned
from crawlers.catalogue.sources import Catalogue
from crawlers.extract import rows
from crawlers.extract.archive_reading import ArchiveReading
from crawlers.extract.folders import folder_for
from crawlers.extract.imports.export_reading import ExportReading
from crawlers.extract.imports.facts import is_export, reader_digest
from crawlers.extract.quarantine import in_one_line
from crawlers.steps import EXTRACT

_BATCH = 500
"""Captures held in memory before they are written."""
_NOT_FIT = (pa.ArrowException, ValueError, TypeError, OverflowError)
"""What Arrow raises for a value that no column can hold."""

Reading = ArchiveReading | ExportReading


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one archive file gave: a folder of Parquet files and the counts for people."""

    archive_file: str
    folder: Path
    captures: int
    documents: int
    damage: str | None
    outcomes: dict[str, int] = field(default_factory=dict)


def extractor_digest(catalogue: Catalogue, timezone: str) -> str:
    """Digest of everything that decides what a capture becomes: the code of this step and the sites' rules.

    When it changes, every archive file is read again.
    """
    rules = [(source.id, [site.model_dump_json() for site in source.sites]) for source in catalogue]
    accounts = [(one.source_id, one.account.model_dump_json()) for one in owned(catalogue)]
    watch = (catalogue.watchwords, [source.id for source in catalogue if source.is_watched])
    masked = [source.id for source in catalogue if source.masked]
    return EXTRACT.digest(repr(rules), repr(accounts), repr(watch), timezone, *masked)


def extract_file(
    path: Path,
    root: Path,
    out: Path,
    catalogue: Catalogue,
    timezone: str,
    extractor: str,
    unread: str = "",
) -> Extracted:
    """Read one archive file below `root` and write its rows to a folder below `out`.

    The folder holds a Parquet file for each schema of `rows`. What cannot be read, be it the whole file, is a row of
    quarantine.parquet that says where and why; with `unread`, which says why, it is not even tried.
    """
    name = path.relative_to(root).as_posix()
    size, extractor = path.stat().st_size, reader_digest(path, extractor)
    folder = folder_for(out, name, extractor)
    partial = folder.with_name(f"{folder.name}.{os.getpid()}.part")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        reading = _reading(path, name, catalogue, timezone)
        with ExitStack() as open_files:
            writers = {
                table: open_files.enter_context(pq.ParquetWriter(partial / f"{table}.parquet", schema))
                for table, schema in rows.SHOWN.items()
            }
            if unread:
                reading.quarantine.add(unread)
            for batch in _batches(() if unread else _read(reading), _BATCH):
                for table, found in _tables(batch, reading).items():
                    writers[table].write_table(found)
        pq.write_table(pa.Table.from_pylist(reading.crawls(), rows.CRAWLS), partial / "crawls.parquet")
        pq.write_table(pa.Table.from_pylist(reading.accounts(), rows.ACCOUNTS), partial / "accounts.parquet")
        archive = {
            "archive_file": name,
            "bytes": size,
            "extractor": extractor,
            "captures": reading.captures,
            "documents": reading.documents,
            "damage": reading.quarantine.summary,
        }
        pq.write_table(pa.Table.from_pylist([archive], rows.ARCHIVES), partial / "archives.parquet")
        pq.write_table(
            pa.Table.from_pylist(reading.quarantine.rows, rows.QUARANTINE), partial / "quarantine.parquet"
        )
        shutil.rmtree(folder, ignore_errors=True)
        partial.replace(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return Extracted(
        name, folder, reading.captures, reading.documents, reading.quarantine.summary, dict(reading.outcomes)
    )


def _reading(path: Path, name: str, catalogue: Catalogue, timezone: str) -> Reading:
    if is_export(path):
        return ExportReading(path, name, catalogue, timezone)
    return ArchiveReading(path, name, catalogue, timezone)


def _read(reading: Reading) -> Iterator[rows.Shown]:
    """Yield what a file shows up to where nothing more can be read of it."""
    try:
        yield from reading.shown()
    except Exception as error:  # noqa: BLE001  one file that cannot be read is that file's trouble
        reading.quarantine.add(str(error) if isinstance(error, ArchiveError) else in_one_line(error))


def _tables(batch: list[rows.Shown], reading: Reading) -> dict[str, pa.Table]:
    """Return the rows of a batch by table; what does not fit into one is refused alone."""
    try:
        return _arrow(batch)
    except _NOT_FIT:
        return _arrow([shown for shown in batch if _fits(shown, reading)])


def _fits(shown: rows.Shown, reading: Reading) -> bool:
    try:
        _arrow([shown])
    except _NOT_FIT as error:
        reading.refuse(shown, in_one_line(error))
        return False
    return True


def _arrow(batch: list[rows.Shown]) -> dict[str, pa.Table]:
    return {
        table: pa.Table.from_pylist([row for shown in batch for row in getattr(shown, table)], schema)
        for table, schema in rows.SHOWN.items()
    }


def _batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
