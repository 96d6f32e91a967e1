"""Language and mentions of every document that is new, changed, or was read with other rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

import duckdb
import pyarrow as pa

from analysis.enrich.documents import batches
from analysis.enrich.documents.staleness import forget, pass_over, remember
from analysis.enrich.mentions import Matcher
from analysis.enrich.reading import Reader, Reading
from crawlers import engines
from crawlers.digests import digest
from crawlers.steps import LANGUAGE, MENTIONS
from crawlers.warehouse import scripts
from crawlers.warehouse.connection import count, transaction


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
    track: batches.Track = batches.untracked,
) -> Enriched:
    """Enrich what needs it, batch by batch, each in one transaction, so that a killed run goes on where it stopped.

    Many documents are read by every core, or by the machines of another `engine` of `crawlers.engines`. `track` may
    wrap the batches to show progress; it is told how many documents there are in all.
    """
    language_rules = LANGUAGE.digest()
    rules = digest(language_rules, matcher.digest)
    with transaction(connection):
        scripts.run(connection, __package__, "orphaned_readings")
    done = Enriched()
    if not redo:
        done.passed_over = pass_over(connection, rules, language_rules, matcher)
    scripts.run(connection, __package__, "stale_documents", redo=redo, rules=rules)
    total = count(connection, "stale")
    remember(connection, rules, language_rules, matcher)
    make = partial(Reader, matcher.diasporas, matcher.switches)
    for reading in batches.read(make, _texts(connection, total), total, engine=engine, track=track):
        _write(connection, reading, rules, done)
    connection.execute("DROP TABLE stale")
    LANGUAGE.remember(connection, language_rules)
    MENTIONS.remember(connection, matcher.digest)
    forget(connection)
    return done


def _texts(connection: duckdb.DuckDBPyConnection, total: int) -> Iterator[pa.Table]:
    query = scripts.script(__package__, "texts_to_read")
    for batch in batches.numbered(total):
        yield connection.sql(query, params=batch).to_arrow_table()


def _write(connection: duckdb.DuckDBPyConnection, reading: Reading, rules: str, done: Enriched) -> None:
    done.documents += reading.documents.num_rows
    done.mentions += reading.mentions.num_rows
    for language, number in Counter(reading.documents["language"].to_pylist()).items():
        done.languages[str(language)] = done.languages.get(str(language), 0) + number
    with batches.written(
        connection,
        read_documents=reading.documents,
        read_languages=reading.languages,
        read_mentions=reading.mentions,
        read_unlikely=reading.unlikely,
    ):
        scripts.run(connection, __package__, "reread_documents")
        if count(connection, "reread"):
            done.changed += scripts.ask(connection, __package__, "changed_mentions")[0][0]
        scripts.run(connection, __package__, "write_readings", rules=rules)
