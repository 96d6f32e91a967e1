"""Language and mentions of every document that is new, changed, or was read with other rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import duckdb
import pyarrow as pa

from analysis.enrich.mentions import Matcher
from analysis.enrich.reading import Reader, Reading
from analysis.enrich.staleness import forget, pass_over, remember
from crawlers import engines
from crawlers.digests import digest
from crawlers.steps import LANGUAGE, MENTIONS
from crawlers.warehouse.connection import count, transaction

_BATCH = 2_000
"""Documents enriched and committed together."""
_ALONE = 4_000
"""Documents that are read sooner by one process than others begin to work."""

_STALE = """
CREATE OR REPLACE TEMP TABLE stale AS
SELECT document_id, row_number() OVER (ORDER BY documents.rowid) AS n
FROM documents LEFT JOIN enrichments USING (document_id)
WHERE $redo OR enrichments.text_digest IS DISTINCT FROM documents.text_digest OR rules IS DISTINCT FROM $rules
"""

_TEXTS = """
SELECT document_id, title, text, published_day, text_digest
FROM documents JOIN (SELECT document_id FROM stale WHERE n BETWEEN $first AND $last) USING (document_id)
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
    "DELETE FROM unlikely_mentions WHERE document_id NOT IN (SELECT document_id FROM documents)",
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
    engine: str = engines.PROCESSES,
    track: Callable[[Iterator[Any], int], Iterator[Any]] = lambda batches, total: batches,
) -> Enriched:
    """Enrich what needs it, batch by batch, each in one transaction, so that a killed run goes on where it stopped.

    Many documents are read by every core, or by the machines of another `engine` of `crawlers.engines`. `track` may
    wrap the batches to show progress; it is told how many documents there are in all.
    """
    language_rules = LANGUAGE.digest()
    rules = digest(language_rules, matcher.digest)
    with transaction(connection):
        for statement in _ORPHANS:
            connection.execute(statement)
    done = Enriched()
    if not redo:
        done.passed_over = pass_over(connection, rules, language_rules, matcher)
    connection.execute(_STALE, {"redo": redo, "rules": rules})
    total = count(connection, "stale")
    remember(connection, rules, language_rules, matcher)
    read = engines.run(
        partial(Reader, matcher.diasporas, matcher.switches),
        _batches(connection, total),
        engine=engine,
        workers=0 if total > _ALONE else 1,
    )
    for reading in track(read, total):
        _write(connection, reading, rules, done)
    connection.execute("DROP TABLE stale")
    LANGUAGE.remember(connection, language_rules)
    MENTIONS.remember(connection, matcher.digest)
    forget(connection)
    return done


def _batches(connection: duckdb.DuckDBPyConnection, total: int) -> Iterator[pa.Table]:
    for first in range(1, total + 1, _BATCH):
        yield connection.sql(_TEXTS, params={"first": first, "last": first + _BATCH - 1}).to_arrow_table()


def _write(connection: duckdb.DuckDBPyConnection, reading: Reading, rules: str, done: Enriched) -> None:
    done.documents += reading.documents.num_rows
    done.mentions += reading.mentions.num_rows
    for language, number in Counter(reading.documents["language"].to_pylist()).items():
        done.languages[str(language)] = done.languages.get(str(language), 0) + number
    tables = {
        "read_documents": reading.documents,
        "read_languages": reading.languages,
        "read_mentions": reading.mentions,
        "read_unlikely": reading.unlikely,
    }
    for name, table in tables.items():
        connection.register(name, table)
    try:
        with transaction(connection):
            connection.execute(
                "CREATE OR REPLACE TEMP TABLE reread AS SELECT document_id FROM read_documents "
                "JOIN enrichments USING (document_id)"
            )
            if count(connection, "reread"):
                done.changed += connection.execute(_CHANGED).fetchall()[0][0]
                for target in ("mentions", "unlikely_mentions", "document_languages"):
                    connection.execute(
                        f"DELETE FROM {target} WHERE document_id IN (SELECT document_id FROM read_documents)"
                    )
            connection.execute("INSERT INTO document_languages BY NAME FROM read_languages")
            connection.execute("INSERT INTO mentions BY NAME FROM read_mentions")
            connection.execute("INSERT INTO unlikely_mentions BY NAME FROM read_unlikely")
            connection.execute(
                'UPDATE documents SET "language" = r."language" FROM read_documents r '
                'WHERE documents.document_id = r.document_id AND documents."language" IS DISTINCT FROM r."language"'
            )
            connection.execute(
                "INSERT OR REPLACE INTO enrichments SELECT document_id, text_digest, $rules FROM read_documents",
                {"rules": rules},
            )
    finally:
        for name in tables:
            connection.unregister(name)
