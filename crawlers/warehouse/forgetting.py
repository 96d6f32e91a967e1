"""What is to be forgotten, found in the warehouse and taken out of it.

The archive comes first (`crawlers.archive.forgetting`): what is not in it cannot be loaded again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from crawlers.archive.files import archive_files
from crawlers.archive.forgetting import forget_in
from crawlers.archive.forgotten import Forgotten
from crawlers.warehouse.connection import transaction

_COMPARED = ("document_shingles", "near_duplicates")
"""What near-duplicates remember of documents, in digests. Those who are gone are seen by it, and taken out, when the others
are compared anew, as `enrich` does after forgetting; what repeated them finds its next first publication."""


@dataclass(frozen=True, slots=True)
class Found:
    """Documents that are to be forgotten."""

    document_ids: frozenset[str]
    addresses: frozenset[str]
    """Every address that they were ever seen at."""
    texts: tuple[str, ...]
    """Titles and texts, of every version."""


def find_forgotten(connection: duckdb.DuckDBPyConnection, forgotten: Forgotten) -> Found:
    """Return what the warehouse holds of what is `forgotten`: by address, source, or text."""
    ids = {
        name
        for (name,) in connection.execute(
            """
            SELECT DISTINCT document_id FROM document_captures
            WHERE url IN (SELECT unnest($addresses)) OR source_id IN (SELECT unnest($sources))
                OR list_has_any(coalesce(aliases, []), $addresses)
            """,
            {"addresses": sorted(forgotten.addresses) or [""], "sources": sorted(forgotten.sources) or [""]},
        ).fetchall()
    }
    if forgotten.texts:
        cursor = connection.execute("SELECT document_id, title, text FROM document_versions")
        while batch := cursor.fetchmany(1000):
            ids |= {name for name, title, text in batch if forgotten.says(f"{title}\n{text}")}
    if not ids:
        return Found(frozenset(), frozenset(), ())
    texts = connection.execute(
        "SELECT DISTINCT title, text FROM document_versions WHERE document_id IN (SELECT unnest($ids))",
        {"ids": sorted(ids)},
    ).fetchall()
    return Found(
        frozenset(ids), frozenset(addresses_of(connection, ids)), tuple(text for row in texts for text in row)
    )


def addresses_of(connection: duckdb.DuckDBPyConnection, document_ids: Collection[str]) -> list[str]:
    """Return every address at which the documents were ever seen, sorted."""
    found = connection.execute(
        "SELECT DISTINCT unnest(list_append(coalesce(aliases, []), url)) FROM document_captures "
        "WHERE document_id IN (SELECT unnest($ids)) ORDER BY 1",
        {"ids": sorted(document_ids)},
    ).fetchall()
    return [url for (url,) in found]


def remove_documents(connection: duckdb.DuckDBPyConnection, found: Found, forgotten: Forgotten) -> None:
    """Delete the documents, and what was ever read from or judged of them, in one transaction.

    What `forgotten` names is deleted as well where it never became a document: captures, crawls of its sources.
    """
    tables = connection.execute(
        "SELECT table_name, list(column_name) FROM duckdb_columns() WHERE database_name = current_database() "
        "AND table_name IN (SELECT table_name FROM duckdb_tables()) GROUP BY table_name"
    ).fetchall()
    addresses = found.addresses | forgotten.addresses
    connection.register(
        "gone_documents", pa.table({"name": pa.array(sorted(found.document_ids), pa.string())})
    )
    connection.register("gone_addresses", pa.table({"name": pa.array(sorted(addresses), pa.string())}))
    connection.register("gone_sources", pa.table({"name": pa.array(sorted(forgotten.sources), pa.string())}))
    with transaction(connection):
        for table, columns in tables:
            if table in _COMPARED:
                continue
            if "document_id" in columns:
                connection.execute(f"DELETE FROM {table} WHERE document_id IN (FROM gone_documents)")
            if "duplicate_of" in columns:
                connection.execute(
                    f"UPDATE {table} SET duplicate_of = NULL WHERE duplicate_of IN (FROM gone_documents)"
                )
            if "source_id" in columns and table != "sources":
                connection.execute(f"DELETE FROM {table} WHERE source_id IN (FROM gone_sources)")
        connection.execute("DELETE FROM captures WHERE document_url IN (FROM gone_addresses)")
    for name in ("gone_documents", "gone_addresses", "gone_sources"):
        connection.unregister(name)


def forget_before_loading(
    warehouse: Callable[[], duckdb.DuckDBPyConnection], archive: Path, forgotten: Forgotten
) -> list[Path]:
    """Take what is `forgotten` out of archive files that were not loaded yet: lists bring it back every day."""
    with warehouse() as connection:
        loaded = set(connection.execute("SELECT archive_file, bytes FROM archives").fetchall())
    new = [
        path
        for path in archive_files(archive)
        if (path.relative_to(archive).as_posix(), path.stat().st_size) not in loaded
    ]
    return forget_in(new, forgotten)
