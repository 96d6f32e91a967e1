"""Relevance and topics of every document whose text, mentions, source or rules changed since it was judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

import duckdb

from analysis.enrich.documents import batches
from analysis.enrich.relevance.batches import Batch, BatchClassifier, Classified
from analysis.enrich.relevance.classifier import Classifier
from crawlers import engines
from crawlers.steps import RELEVANCE
from crawlers.warehouse import scripts
from crawlers.warehouse.connection import count, transaction


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
    track: batches.Track = batches.untracked,
) -> Judged:
    """Judge what needs it, batch by batch, each in one transaction. Mentions must be up to date.

    Many documents are judged by every core, or by the machines of another `engine` of `crawlers.engines`. `track` may
    wrap the batches to show progress; it is told how many documents there are in all.
    """
    with transaction(connection):
        scripts.run(connection, __package__, "orphaned_judgements")
        connection.execute("DELETE FROM topics")
        connection.executemany(
            "INSERT INTO topics VALUES (?, ?, ?)",
            [(topic.slug, topic.domain, topic.folklore) for topic in judge.rules.topics.topics],
        )
    scripts.run(connection, __package__, "unjudged_documents", rules=judge.rules.digest, redo=redo)
    done = Judged(documents=count(connection, "unjudged"))
    with transaction(connection):
        scripts.run(connection, __package__, "pass_over_nobodys")
    total = count(connection, "unjudged", "NOT concerns_nobody")
    make = partial(BatchClassifier, judge.rules)
    for one in batches.read(make, _batches(connection, total), total, engine=engine, track=track):
        _write(connection, one)
        done.relevances.update(one.relevances)
        done.topics.update(map(str, one.topics["topic"].to_pylist()))
    connection.execute("DROP TABLE unjudged")
    RELEVANCE.remember(connection, judge.rules.digest)
    return done


def _batches(connection: duckdb.DuckDBPyConnection, total: int) -> Iterator[Batch]:
    queries = [scripts.script(__package__, name) for name in ("texts_to_judge", "mentions_to_judge")]
    for batch in batches.numbered(total):
        yield Batch(*(connection.sql(query, params=batch).to_arrow_table() for query in queries))


def _write(connection: duckdb.DuckDBPyConnection, one: Classified) -> None:
    with batches.written(
        connection,
        judged_documents=one.documents,
        judged_diasporas=one.diasporas,
        judged_topics=one.topics,
        judged_unlikely_topics=one.unlikely,
    ):
        scripts.run(connection, __package__, "write_judgements")
