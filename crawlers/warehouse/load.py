"""Extracted Parquet into the warehouse: one short transaction, the same result however often it is run.

`document_captures` and `document_versions` hold what each capture shows; `documents` is computed from them, so
the order in which archive files arrive does not matter: text and address come from the newest capture that its page
function could read, the date from the best method among all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from crawlers.archive.files import archive_files
from crawlers.archive.records import ArchiveError
from crawlers.catalogue.accounts import account_name
from crawlers.catalogue.sources import Account, Catalogue, Centre, Newspaper
from crawlers.engines import PROCESSES
from crawlers.extract.engines import extract_files
from crawlers.extract.imports.facts import exports, reader_digest
from crawlers.extract.runner import Extracted, extractor_digest
from crawlers.progress import track
from crawlers.steps import EXTRACT
from crawlers.warehouse.connection import WarehouseError, count, is_empty, is_sample, transaction
from crawlers.warehouse.current_documents import DOCUMENTS_AS_SHOWN
from crawlers.warehouse.redesigns import Redesign, mark_redesigns
from crawlers.warehouse.unread import TAKE_DOWN_WALLS, Unread, mark_unread

_INCOMING = """
CREATE OR REPLACE TEMP TABLE incoming_captures AS
    SELECT * FROM read_parquet($captures)
    QUALIFY row_number() OVER (PARTITION BY capture_id ORDER BY archive_file) = 1;
CREATE OR REPLACE TEMP TABLE stale_captures AS
    SELECT capture_id FROM captures
    WHERE archive_file IN (SELECT archive_file FROM read_parquet($archives))
      AND capture_id NOT IN (SELECT capture_id FROM incoming_captures);
CREATE OR REPLACE TEMP TABLE incoming_documents AS
    SELECT * FROM read_parquet($documents)
    QUALIFY row_number() OVER (PARTITION BY document_id, capture_id ORDER BY text_digest) = 1;
CREATE OR REPLACE TEMP TABLE incoming_passed_over AS
    SELECT * FROM read_parquet($passed_over)
    QUALIFY row_number() OVER (PARTITION BY document_id, capture_id) = 1;
CREATE OR REPLACE TEMP TABLE incoming_document_stats AS
    SELECT * FROM read_parquet($document_stats)
    QUALIFY row_number() OVER (PARTITION BY document_id, observed_at ORDER BY capture_id, views DESC, likes DESC) = 1;
CREATE OR REPLACE TEMP TABLE incoming_account_stats AS
    SELECT * FROM read_parquet($account_stats)
    QUALIFY row_number() OVER (PARTITION BY source_id, observed_at ORDER BY capture_id, followers DESC) = 1;
CREATE OR REPLACE TEMP TABLE incoming_accounts AS
    SELECT * FROM read_parquet($accounts)
    QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY name) = 1;
"""

_TOUCHED = """
CREATE OR REPLACE TEMP TABLE touched AS
    SELECT document_id FROM incoming_documents
    UNION SELECT document_id FROM document_captures SEMI JOIN incoming_captures USING (capture_id)
    UNION SELECT document_id FROM document_captures SEMI JOIN stale_captures USING (capture_id)
    UNION SELECT d.document_id FROM documents d
          JOIN incoming_captures c ON c.source_id = d.source_id AND c.document_url = d.url;
CREATE OR REPLACE TEMP TABLE touched_sources AS
    SELECT source_id FROM incoming_captures
    UNION SELECT source_id FROM document_captures SEMI JOIN touched USING (document_id)
"""

_STEPS = (
    """
    INSERT INTO sources
        SELECT source_id, 'other', platform, NULL, name, url, NULL, false, 'imported', 'an imported export'
        FROM incoming_accounts ANTI JOIN sources USING (source_id)
    """,
    """
    INSERT INTO sources
        SELECT DISTINCT source_id, 'other', 'web', NULL, source_id, NULL, NULL, false, 'imported', 'an imported archive'
        FROM incoming_captures ANTI JOIN sources USING (source_id)
    """,
    "INSERT OR REPLACE INTO captures BY NAME SELECT * FROM incoming_captures",
    """
    INSERT INTO document_versions BY NAME
        SELECT document_id, text_digest, kind, title, text, captions, section, declared_language, duration, words
        FROM incoming_documents
        QUALIFY row_number() OVER (PARTITION BY document_id, text_digest ORDER BY captured_at DESC, capture_id) = 1
        ON CONFLICT DO UPDATE SET
            kind = excluded.kind, captions = excluded.captions, section = excluded.section,
            declared_language = excluded.declared_language, duration = excluded.duration, words = excluded.words
    """,
    """
    DELETE FROM document_captures
    WHERE capture_id IN (FROM incoming_captures SELECT capture_id UNION FROM stale_captures)
      AND (document_id, capture_id) NOT IN (SELECT (document_id, capture_id) FROM incoming_documents)
    """,
    """
    INSERT OR REPLACE INTO document_captures BY NAME
        SELECT document_id, capture_id, source_id, url, text_digest, captured_at, published_at, published_day,
               published_precision, published_method, published_raw, modified_at, extraction, aliases
        FROM incoming_documents
    """,
    *DOCUMENTS_AS_SHOWN,
    "DELETE FROM passed_over WHERE capture_id IN (FROM incoming_captures SELECT capture_id UNION FROM stale_captures)",
    "INSERT INTO passed_over BY NAME SELECT * FROM incoming_passed_over",
    "DELETE FROM document_stats WHERE capture_id IN (FROM incoming_captures SELECT capture_id UNION FROM stale_captures)",
    "INSERT OR REPLACE INTO document_stats BY NAME SELECT * FROM incoming_document_stats",
    "DELETE FROM account_stats WHERE capture_id IN (FROM incoming_captures SELECT capture_id UNION FROM stale_captures)",
    "INSERT OR REPLACE INTO account_stats BY NAME SELECT * FROM incoming_account_stats",
    "DELETE FROM captures WHERE capture_id IN (FROM stale_captures)",
)


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
        new = load(connection, [one.folder for one in done])
        with transaction(connection):
            EXTRACT.remember(connection, extractor)
            redesigned = mark_redesigns(connection)
            unread = mark_unread(connection)
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

    def parquet(name: str) -> list[str]:
        return [str(folder / f"{name}.parquet") for folder in folders]

    with transaction(connection):
        before = count(connection, "documents")
        for statement in _INCOMING.split(";")[:-1]:
            name = re.search(r"\$(\w+)", statement)[1]  # type: ignore[index]
            connection.execute(statement, {name: parquet(name)})
        for statement in TAKE_DOWN_WALLS:
            connection.execute(statement)
        connection.execute(_TOUCHED)
        for statement in _STEPS:
            connection.execute(statement)
        connection.execute(
            "INSERT OR REPLACE INTO crawls BY NAME SELECT * FROM read_parquet(?)", [parquet("crawls")]
        )
        connection.execute(
            "DELETE FROM quarantine WHERE archive_file IN (SELECT archive_file FROM read_parquet(?))",
            [parquet("archives")],
        )
        connection.execute(
            "INSERT INTO quarantine BY NAME SELECT * FROM read_parquet(?)", [parquet("quarantine")]
        )
        connection.execute(
            "INSERT OR REPLACE INTO archives BY NAME SELECT *, now()::TIMESTAMP AS loaded_at FROM read_parquet(?)",
            [parquet("archives")],
        )
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
