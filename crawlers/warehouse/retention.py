"""What may not be kept: data of YouTube's API, 30 days after it was last asked for; documents for longer than their source says.

The policies for developers of the YouTube API Services let data be stored for 30 days; then it is to be refreshed
or deleted. `run` refreshes what it still sees after `youtube.refresh_days`; what it no longer could refresh is
dropped here, from the warehouse and from the archive. How much a channel published on which day stays, as a
number of our own.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb

from crawlers.archive.index import INDEX
from crawlers.catalogue.accounts import YOUTUBE_API
from crawlers.catalogue.sources import Catalogue
from crawlers.extract.folders import drop_folders
from crawlers.warehouse import scripts
from crawlers.warehouse.connection import count, transaction
from crawlers.warehouse.documents.current_documents import compute_documents

DAYS = 30
"""Calendar days: what was asked for on the first of a month is refreshed or dropped on the 31st."""


_OF_CAPTURES = ("document_captures", "document_stats", "account_stats", "captures")
_OF_TEXTS = (
    "enrichments",
    "document_languages",
    "mentions",
    "unlikely_mentions",
    "document_diasporas",
    "document_topics",
    "unlikely_topics",
)


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was dropped."""

    captures: int
    documents: int
    """Documents of which now only the number is kept."""
    files: tuple[Path, ...]
    """Archive files that were deleted."""


def drop_expired(
    connection: duckdb.DuckDBPyConnection, today: date, archive: Path, extracted: Path
) -> Dropped:
    """Drop from the warehouse, and then from the two directories, what is older than the terms allow.

    One transaction for the warehouse; files are deleted after it, and again by the next call if that fails.
    """
    before = today - timedelta(days=DAYS - 1)
    with transaction(connection):
        scripts.run(connection, __package__, "expired", door=YOUTUBE_API, before=before)
        scripts.run(connection, __package__, "keep_counts")
        captures, documents = count(connection, "expired"), count(connection, "lost")
        for table in _OF_CAPTURES:
            connection.execute(f"DELETE FROM {table} WHERE capture_id IN (FROM expired)")
        compute_documents(connection)
        for table in _OF_TEXTS:
            connection.execute(f"DELETE FROM {table} WHERE document_id IN (FROM lost)")
        names = connection.execute(
            "SELECT archive_file FROM crawls WHERE discovery = ? AND started_at < ?", [YOUTUBE_API, before]
        ).fetchall()
    return Dropped(captures, documents, tuple(_delete([name for (name,) in names], archive, extracted)))


def outlived(
    connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, today: date
) -> dict[str, list[str]]:
    """Return by source the ids of the documents that are older than the `keep_days` of their source."""
    kept = {
        name: source.keep_days
        for source in catalogue
        if source.keep_days is not None
        for name in (source.id, *source.account_ids)
    }
    found: dict[str, list[str]] = {}
    for source_id, document_id in (
        scripts.ask(
            connection, __package__, "outlived", sources=list(kept), days=list(kept.values()), today=today
        )
        if kept
        else ()
    ):
        found.setdefault(source_id, []).append(document_id)
    return found


def keep_only_counts(connection: duckdb.DuckDBPyConnection, document_ids: Collection[str]) -> None:
    """Note how many of the documents were published on which day, before they are deleted."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE lost AS SELECT unnest($ids) AS document_id",
        {"ids": sorted(document_ids)},
    )
    scripts.run(connection, __package__, "keep_counts")


def _delete(names: list[str], archive: Path, extracted: Path) -> list[Path]:
    deleted = []
    for name in names:
        path = archive / name
        drop_folders(extracted, name)
        if path.exists():
            path.unlink()
            (path.parent / INDEX).unlink(missing_ok=True)  # it is made anew from the files that are left
            deleted.append(path)
    return deleted
