"""Extracted Parquet into the warehouse: one short transaction, the same result however often it is run.

`document_captures` and `document_versions` hold what each capture shows; `documents` is computed from them, so
the order in which archive files arrive does not matter: text and address come from the newest capture that its page
function could read, the date from the best method among all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from crawlers.archive.files import archive_files
from crawlers.archive.records import ArchiveError
from crawlers.catalogue.accounts import account_name
from crawlers.catalogue.sources import Account, Catalogue, Centre, Newspaper
from crawlers.engines import PROCESSES
from crawlers.extract import rows
from crawlers.extract.engines import extract_files
from crawlers.extract.folders import drop_folders
from crawlers.extract.imports.facts import exports, reader_digest
from crawlers.extract.runner import Extracted, extractor_digest
from crawlers.progress import track
from crawlers.steps import DOCUMENTS, EXTRACT
from crawlers.warehouse import scripts
from crawlers.warehouse.connection import WarehouseError, count, is_empty, is_sample, transaction
from crawlers.warehouse.documents.current_documents import compute_documents, recompute_all
from crawlers.warehouse.redesigns import Redesign, mark_redesigns
from crawlers.warehouse.unread import Unread, mark_unread, take_down_walls


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one run of extraction and loading did."""

    files: int
    captures: int
    documents: int
    new: int
    damaged: tuple[Extracted, ...]
    redesigned: tuple[Redesign, ...] = ()
    unread: tuple[Unread, ...] = ()


def bring_up_to_date(
    warehouse: Callable[[], duckdb.DuckDBPyConnection],
    root: Path,
    out: Path,
    catalogue: Catalogue,
    timezone: str,
    *,
    sample: bool = False,
    redo: bool = False,
    engine: str = PROCESSES,
) -> Loaded:
    """Extract every archive file below `root` that needs it, by an engine of `engines`, and load the rows.

    The warehouse is opened twice, briefly: to ask what it has, and to load; never while pages are read. Raises
    ArchiveError when the archive is missing. What cannot be read of it goes to the table `quarantine`.
    """
    if not root.is_dir():
        raise ArchiveError(
            f"{root}: there is no archive yet. `diaspora crawl` or `diaspora import` makes it."
        )
    extractor = extractor_digest(catalogue, timezone)
    with warehouse() as connection:
        _keep_apart(connection, sample=sample)
        load_sources(connection, catalogue)
        paths = to_extract(connection, root, extractor, redo=redo)
    read = extract_files(paths, root, out, catalogue, timezone, extractor, engine=engine)
    done = list(track(read, "reading archives", len(paths)))
    with warehouse() as connection:
        stale = not (is_empty(connection) or DOCUMENTS.is_made_under(connection, DOCUMENTS.digest()))
        new = load(connection, [one.folder for one in done])
        with transaction(connection):
            if stale:
                recompute_all(connection)
            DOCUMENTS.remember(connection, DOCUMENTS.digest())
            EXTRACT.remember(connection, extractor)
            redesigned = mark_redesigns(connection)
            unread = mark_unread(connection)
    for one in done:  # what earlier rules read from them is used by nobody
        drop_folders(out, one.archive_file, but=one.folder.name)
    return Loaded(
        files=len(done),
        captures=sum(one.captures for one in done),
        documents=sum(one.documents for one in done),
        new=new,
        damaged=tuple(one for one in done if one.damage),
        redesigned=tuple(redesigned),
        unread=tuple(unread),
    )


def load(connection: duckdb.DuckDBPyConnection, folders: Sequence[Path]) -> int:
    """Load what `extract_file` wrote to `folders`. Returns how many documents are new.

    All folders in one transaction: after a crash either all of them are in, or none.
    """
    if not folders:
        return 0
    tables = {table: [str(folder / f"{table}.parquet") for folder in folders] for table in rows.FILES}
    with transaction(connection):
        before = count(connection, "documents")
        scripts.run(connection, __package__, "incoming", **tables)
        take_down_walls(connection)
        scripts.run(connection, __package__, "touched")
        scripts.run(connection, __package__, "load", **tables)
        compute_documents(connection)
        return count(connection, "documents") - before


def to_extract(
    connection: duckdb.DuckDBPyConnection, root: Path, extractor: str, *, redo: bool = False
) -> list[Path]:
    """Return the archive files below `root` that are new, have grown, or were read by other page functions."""
    done = {
        (name, size): by
        for name, size, by in connection.execute(
            "SELECT archive_file, bytes, extractor FROM archives"
        ).fetchall()
    }
    return [
        path
        for path in archive_files(root) + exports(root)
        if redo
        or done.get((path.relative_to(root).as_posix(), path.stat().st_size))
        != reader_digest(path, extractor)
    ]


def load_sources(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Bring the `sources` table in line with the catalogue; sources that left it are kept as they were."""
    found = [row for source in catalogue for row in _source_rows(source)]
    with transaction(connection):
        for row in found:
            connection.execute("INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def _source_rows(source: Newspaper | Centre) -> list[list[object]]:
    community = source.diaspora if isinstance(source, Centre) else None
    alive = [site for site in source.sites if site.alive]
    url = (alive or list(source.sites))[-1].url if source.sites else None
    state = None if alive else "gone" if source.sites else "no site of its own"
    languages, by = list(source.languages), source.provenance
    rows: list[list[object]] = [
        [
            source.id,
            "portal" if source.is_watched else source.kind,
            "web",
            community,
            source.name,
            url,
            languages,
            bool(alive),
            state,
            by,
        ]
    ]
    if isinstance(source, Centre):
        rows += [_account_row(source, account) for account in source.accounts]
    return rows


def _account_row(source: Centre, account: Account) -> list[object]:
    state = None if account.id else "not_configured"
    name = account_name(account.name, account.platform)
    return [
        source.account_id(account.platform), source.kind, account.platform, source.diaspora, name, account.url,
        list(source.languages), bool(account.id), state, account.provenance,
    ]  # fmt: skip


def _keep_apart(connection: duckdb.DuckDBPyConnection, *, sample: bool) -> None:
    """Refuse to mix the synthetic sample with anything real, and mark a new warehouse as one or the other."""
    if sample and is_empty(connection):
        connection.execute(
            "INSERT OR REPLACE INTO warehouse_facts VALUES ('sample', 'every text is synthetic')"
        )
    elif sample != is_sample(connection):
        holds, asked = (
            ("real documents", "the synthetic sample")
            if sample
            else ("the synthetic sample", "real documents")
        )
        raise WarehouseError(
            f"This warehouse holds {holds}; {asked} must not be mixed in. Delete the file, or name another with --warehouse."
        )
