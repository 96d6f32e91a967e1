"""Language and mentions of every document that is new, changed, or was read with other rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pyarrow as pa

from analysis.enrich.language import identify
from analysis.enrich.mentions import Matcher
from analysis.enrich.staleness import forget, pass_over, remember
from crawlers.digests import code_digest, digest
from crawlers.warehouse.connection import count, transaction

_BATCH = 2_000
"""Documents enriched and committed together."""

_TEXT: pa.DataType = pa.string()
_SHARE: pa.DataType = pa.float64()
_LANGUAGES = pa.schema(
    [pa.field("document_id", _TEXT), pa.field("language", _TEXT), pa.field("share", _SHARE)]
)
_READ = pa.schema([pa.field(name, _TEXT) for name in ("document_id", "language", "text_digest", "rules")])
_MENTIONS = pa.schema(
    [
        *(pa.field(name, _TEXT) for name in ("document_id", "part")),
        *(pa.field(name, pa.int32()) for name in ("span_start", "span_end")),
        *(pa.field(name, _TEXT) for name in ("surface", "diaspora", "homeland", "target", "rule")),
    ]
)

_STALE = """
SELECT document_id, title, text, published_day, documents.text_digest
FROM documents LEFT JOIN enrichments USING (document_id)
WHERE $redo OR enrichments.text_digest IS DISTINCT FROM documents.text_digest OR rules IS DISTINCT FROM $rules
"""

_CHANGED = """
SELECT count(DISTINCT document_id) FROM (
    (SELECT * FROM read_mentions EXCEPT ALL SELECT * FROM mentions WHERE document_id IN (FROM reread))
    UNION ALL
    (SELECT * FROM mentions WHERE document_id IN (FROM reread) EXCEPT ALL SELECT * FROM read_mentions)
) WHERE document_id IN (FROM reread)
"""
"""Documents read before whose mentions are others now."""

_ORPHANS = (
    "DELETE FROM mentions WHERE document_id NOT IN (SELECT document_id FROM documents)",
    "DELETE FROM document_languages WHERE document_id NOT IN (SELECT document_id FROM documents)",
    "DELETE FROM enrichments WHERE document_id NOT IN (SELECT document_id FROM documents)",
)


@dataclass(slots=True)
class Enriched:
    """What one run of enrichment did."""

    documents: int = 0
    passed_over: int = 0
    """Read with an older lexicon, whose changes cannot touch them."""
    changed: int = 0
    """Read before, and mentions are others now."""
    mentions: int = 0
    languages: dict[str, int] = field(default_factory=dict)


def enrich(
    connection: duckdb.DuckDBPyConnection,
    matcher: Matcher,
    *,
    redo: bool = False,
    track: Callable[[Iterator[Any], int], Iterator[Any]] = lambda batches, total: batches,
) -> Enriched:
    """Enrich what needs it, batch by batch, each in one transaction, so that a killed run goes on where it stopped.

    `track` may wrap the batches to show progress; it is told how many documents there are in all.
    """
    language_rules = code_digest("analysis.enrich.language")
    rules = digest(language_rules, matcher.digest)
    with transaction(connection):
        for statement in _ORPHANS:
            connection.execute(statement)
    done = Enriched()
    if not redo:
        done.passed_over = pass_over(connection, rules, language_rules, matcher)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE stale AS SELECT *, row_number() OVER () AS n FROM ({_STALE})",
        {"redo": redo, "rules": rules},
    )
    total = count(connection, "stale")
    remember(connection, rules, language_rules, matcher)
    for batch in track(_batches(connection, total), total):
        _write(connection, batch, rules, matcher, done)
    connection.execute("DROP TABLE stale")
    forget(connection)
    return done


def _batches(connection: duckdb.DuckDBPyConnection, total: int) -> Iterator[list[tuple[Any, ...]]]:
    for first in range(0, total, _BATCH):
        yield connection.execute(
            "SELECT document_id, title, text, published_day, text_digest FROM stale WHERE n BETWEEN ? AND ?",
            [first + 1, first + _BATCH],
        ).fetchall()


def _write(
    connection: duckdb.DuckDBPyConnection,
    batch: list[tuple[Any, ...]],
    rules: str,
    matcher: Matcher,
    done: Enriched,
) -> None:
    read: list[dict[str, Any]] = []
    languages: list[dict[str, Any]] = []
    mentions: list[dict[str, Any]] = []
    for document_id, title, text, day, text_digest in batch:
        found = identify(text or title)
        read.append(
            {
                "document_id": document_id,
                "language": found.language,
                "text_digest": text_digest,
                "rules": rules,
            }
        )
        languages += [
            {"document_id": document_id, "language": language, "share": share}
            for language, share in found.shares.items()
        ]
        for part, words in (("title", title), ("text", text)):
            for mention in matcher.find(words, found.language, day):
                mentions.append(
                    {
                        "document_id": document_id,
                        "part": part,
                        "span_start": mention.start,
                        "span_end": mention.end,
                        "surface": mention.surface,
                        "diaspora": mention.diaspora,
                        "homeland": mention.homeland,
                        "target": mention.target,
                        "rule": mention.rule,
                    }
                )
        done.languages[found.language] = done.languages.get(found.language, 0) + 1
    done.documents += len(batch)
    done.mentions += len(mentions)
    tables = {
        "read_documents": pa.Table.from_pylist(read, _READ),
        "read_languages": pa.Table.from_pylist(languages, _LANGUAGES),
        "read_mentions": pa.Table.from_pylist(mentions, _MENTIONS),
    }
    for name, table in tables.items():
        connection.register(name, table)
    try:
        with transaction(connection):
            connection.execute(
                "CREATE OR REPLACE TEMP TABLE reread AS SELECT document_id FROM read_documents "
                "JOIN enrichments USING (document_id)"
            )
            done.changed += connection.execute(_CHANGED).fetchall()[0][0]
            for target in ("mentions", "document_languages"):
                connection.execute(
                    f"DELETE FROM {target} WHERE document_id IN (SELECT document_id FROM read_documents)"
                )
            connection.execute("INSERT INTO document_languages BY NAME FROM read_languages")
            connection.execute("INSERT INTO mentions BY NAME FROM read_mentions")
            connection.execute(
                'UPDATE documents SET "language" = r."language" FROM read_documents r '
                'WHERE documents.document_id = r.document_id AND documents."language" IS DISTINCT FROM r."language"'
            )
            connection.execute(
                "INSERT OR REPLACE INTO enrichments BY NAME SELECT document_id, text_digest, rules FROM read_documents"
            )
    finally:
        for name in tables:
            connection.unregister(name)
