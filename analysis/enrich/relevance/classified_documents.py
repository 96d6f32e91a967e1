"""Relevance and topics of every document whose text, mentions, source or rules changed since it was judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import duckdb

from analysis.enrich.relevance.batches import Batch, BatchClassifier, Classified
from analysis.enrich.relevance.classifier import Classifier
from crawlers import engines
from crawlers.steps import RELEVANCE
from crawlers.warehouse.connection import count, transaction

_BATCH = 2_000
"""Documents judged and committed together."""
_ALONE = 4_000
"""Documents that are judged sooner by one process than others begin to work."""

_STALE = """
CREATE OR REPLACE TEMP TABLE unjudged AS
WITH named AS (
    SELECT
        document_id,
        md5(string_agg(concat_ws(' ', part, span_start, span_end, diaspora, target), ';'
            ORDER BY part, span_start, span_end, diaspora, target)) AS mentions
    FROM mentions
    GROUP BY document_id
),
now AS (
    SELECT
        document_id,
        md5(concat_ws(' ', $rules, text_digest, "language", source_id, sources.diaspora, named.mentions)) AS basis,
        sources.diaspora,
        named.mentions IS NULL AND sources.diaspora IS NULL AS concerns_nobody
    FROM documents
    LEFT JOIN sources USING (source_id)
    LEFT JOIN named USING (document_id)
    WHERE "language" IS NOT NULL
)
SELECT now.*, row_number() OVER (PARTITION BY concerns_nobody ORDER BY document_id) AS n
FROM now LEFT JOIN judgements USING (document_id)
WHERE $redo OR judgements.basis IS DISTINCT FROM now.basis
"""

_NOBODY = """
SELECT document_id, basis FROM unjudged WHERE concerns_nobody
"""
"""A text that names nobody, of a source that is nobody's, is nothing to anybody: nobody has to read it for that."""

_TEXTS = """
SELECT document_id, basis, source_id, coalesce(unjudged.diaspora, '') AS diaspora, "language", title, text
FROM documents JOIN unjudged USING (document_id)
WHERE NOT concerns_nobody AND n BETWEEN $first AND $last
ORDER BY n
"""
_SPANS = """
SELECT document_id, part, span_start, span_end, surface, mentions.diaspora, homeland, target, rule
FROM mentions JOIN unjudged USING (document_id)
WHERE n BETWEEN $first AND $last
ORDER BY document_id, part DESC, span_start, mentions.diaspora
"""

_WRITTEN = ("document_diasporas", "document_topics", "judgements")


@dataclass(slots=True)
class Judged:
    """What one run of judging did."""

    documents: int = 0
    relevances: Counter[str] = field(default_factory=Counter)
    """Documents by class; one that is two things to two communities counts for both."""
    topics: Counter[str] = field(default_factory=Counter)


def judge_documents(
    connection: duckdb.DuckDBPyConnection,
    judge: Classifier,
    *,
    redo: bool = False,
    engine: str = engines.PROCESSES,
    track: Callable[[Iterator[Any], int], Iterator[Any]] = lambda batches, total: batches,
) -> Judged:
    """Judge what needs it, batch by batch, each in one transaction. Mentions must be up to date.

    Many documents are judged by every core, or by the machines of another `engine` of `crawlers.engines`. `track` may
    wrap the batches to show progress; it is told how many documents there are in all.
    """
    with transaction(connection):
        for table in _WRITTEN:
            connection.execute(
                f"DELETE FROM {table} WHERE document_id NOT IN (SELECT document_id FROM documents)"
            )
        connection.execute("DELETE FROM topics")
        connection.executemany(
            "INSERT INTO topics VALUES (?, ?, ?)",
            [(topic.slug, topic.domain, topic.folklore) for topic in judge.rules.topics.topics],
        )
    connection.execute(_STALE, {"rules": judge.rules.digest, "redo": redo})
    done = Judged(documents=count(connection, "unjudged"))
    with transaction(connection):
        _replace(connection, _NOBODY)
    total = count(connection, "unjudged", "NOT concerns_nobody")
    classified = engines.run(
        partial(BatchClassifier, judge.rules),
        _batches(connection, total),
        engine=engine,
        workers=0 if total > _ALONE else 1,
    )
    for one in track(classified, total):
        _write(connection, one)
        done.relevances.update(one.relevances)
        done.topics.update(one.topics["topic"].to_pylist())
    connection.execute("DROP TABLE unjudged")
    RELEVANCE.remember(connection, judge.rules.digest)
    return done


def _batches(connection: duckdb.DuckDBPyConnection, total: int) -> Iterator[Batch]:
    for first in range(1, total + 1, _BATCH):
        given = {"first": first, "last": first + _BATCH - 1}
        yield Batch(*(connection.sql(query, params=given).to_arrow_table() for query in (_TEXTS, _SPANS)))


def _write(connection: duckdb.DuckDBPyConnection, one: Classified) -> None:
    tables = {
        "judged_documents": one.documents,
        "judged_diasporas": one.diasporas,
        "judged_topics": one.topics,
    }
    for name, table in tables.items():
        connection.register(name, table)
    try:
        with transaction(connection):
            _replace(connection, "FROM judged_documents")
            connection.execute("INSERT INTO document_diasporas BY NAME FROM judged_diasporas")
            connection.execute("INSERT INTO document_topics BY NAME FROM judged_topics")
    finally:
        for name in tables:
            connection.unregister(name)


def _replace(connection: duckdb.DuckDBPyConnection, judged: str) -> None:
    """Forget what was found in the documents of the query `judged`, and note on what basis they are judged now."""
    for table in ("document_diasporas", "document_topics"):
        connection.execute(f"DELETE FROM {table} WHERE document_id IN (SELECT document_id FROM ({judged}))")
    connection.execute(f"INSERT OR REPLACE INTO judgements BY NAME {judged}")
