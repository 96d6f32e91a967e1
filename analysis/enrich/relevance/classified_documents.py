"""Relevance and topics of every document whose text, mentions, source or rules changed since it was judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pyarrow as pa

from analysis.enrich.mentions import Mention
from analysis.enrich.relevance.classifier import Classifier
from analysis.enrich.relevance.text import Text
from crawlers.warehouse.connection import count, transaction

_BATCH = 2_000
"""Documents judged and committed together."""

_NAME: pa.DataType = pa.string()
_JUDGED = pa.schema([pa.field(name, _NAME) for name in ("document_id", "basis")])
_DIASPORAS = pa.schema(
    [
        *(pa.field(name, _NAME) for name in ("document_id", "diaspora", "relevance")),
        pa.field("score", pa.float64()),
        pa.field("evidence", _NAME),
    ]
)
_TOPICS = pa.schema([pa.field(name, _NAME) for name in ("document_id", "topic", "domain", "evidence")])

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
        sources.diaspora
    FROM documents
    LEFT JOIN sources USING (source_id)
    LEFT JOIN named USING (document_id)
    WHERE "language" IS NOT NULL
)
SELECT now.*, row_number() OVER (ORDER BY document_id) AS n
FROM now LEFT JOIN judgements USING (document_id)
WHERE $redo OR judgements.basis IS DISTINCT FROM now.basis
"""

_READ = """
SELECT document_id, basis, source_id, coalesce(unjudged.diaspora, '') AS diaspora, "language", title, text
FROM unjudged JOIN documents USING (document_id)
WHERE n BETWEEN $first AND $last
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
    relevances: dict[str, int] = field(default_factory=dict)
    """Documents by class; one that is two things to two communities counts for both."""
    topics: dict[str, int] = field(default_factory=dict)


def judge_documents(
    connection: duckdb.DuckDBPyConnection,
    judge: Classifier,
    *,
    redo: bool = False,
    track: Callable[[Iterator[Any], int], Iterator[Any]] = lambda batches, total: batches,
) -> Judged:
    """Judge what needs it, batch by batch, each in one transaction. Mentions must be up to date.

    `track` may wrap the batches to show progress; it is told how many documents there are in all.
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
    total = count(connection, "unjudged")
    done = Judged()
    for batch in track(_batches(connection, total), total):
        _write(connection, batch, judge, done)
    connection.execute("DROP TABLE unjudged")
    return done


def _batches(connection: duckdb.DuckDBPyConnection, total: int) -> Iterator[list[tuple[str, str, Text]]]:
    for first in range(1, total + 1, _BATCH):
        given = {"first": first, "last": first + _BATCH - 1}
        rows = connection.execute(_READ, given).fetchall()
        starts = {row[0]: len(row[5]) + 1 if row[5] else 0 for row in rows}
        spans: dict[str, list[Mention]] = {}
        for document_id, part, start, end, *rest in connection.execute(_SPANS, given).fetchall():
            shift = 0 if part == "title" else starts[document_id]
            spans.setdefault(document_id, []).append(Mention(start + shift, end + shift, *rest))
        yield [
            (
                document_id,
                basis,
                Text(title, text, language, tuple(spans.get(document_id, ())), source_id, diaspora),
            )
            for document_id, basis, source_id, diaspora, language, title, text in rows
        ]


def _write(
    connection: duckdb.DuckDBPyConnection, batch: list[tuple[str, str, Text]], judge: Classifier, done: Judged
) -> None:
    judged, relevances, topics = [], [], []
    for document_id, basis, text in batch:
        judged.append({"document_id": document_id, "basis": basis})
        verdicts, found = judge.judge(text)
        relevances += [
            {
                "document_id": document_id,
                "diaspora": verdict.diaspora,
                "relevance": verdict.relevance,
                "score": verdict.score,
                "evidence": verdict.evidence,
            }
            for verdict in verdicts
        ]
        topics += [
            {
                "document_id": document_id,
                "topic": one.topic,
                "domain": one.domain,
                "evidence": one.evidence,
            }
            for one in found
        ]
        for relevance in {verdict.relevance for verdict in verdicts}:
            done.relevances[relevance] = done.relevances.get(relevance, 0) + 1
        for one in found:
            done.topics[one.topic] = done.topics.get(one.topic, 0) + 1
    done.documents += len(batch)
    tables = {
        "judged_documents": pa.Table.from_pylist(judged, _JUDGED),
        "judged_diasporas": pa.Table.from_pylist(relevances, _DIASPORAS),
        "judged_topics": pa.Table.from_pylist(topics, _TOPICS),
    }
    for name, table in tables.items():
        connection.register(name, table)
    try:
        with transaction(connection):
            for target, source in zip(
                _WRITTEN, ("judged_diasporas", "judged_topics", "judged_documents"), strict=True
            ):
                connection.execute(
                    f"DELETE FROM {target} WHERE document_id IN (SELECT document_id FROM judged_documents)"
                )
                connection.execute(f"INSERT INTO {target} BY NAME FROM {source}")
    finally:
        for name in tables:
            connection.unregister(name)
