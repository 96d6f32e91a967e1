"""Texts printed more than once: syndication, mirrors, reprints. The first publication counts, others point to it.

Two documents are the same text when most three-word sequences (shingles) of the shorter stand in the longer. Shingles
that stand in more than fifty documents of their time are boilerplate and count for neither. Only texts published within
`window_days` of each other are compared, so that a yearly announcement stays new; an undated text stands on the day it
was first seen, and is the first publication of no dated one.

Time is cut into blocks of `window_days`. What a document repeats depends on its own block and the two before it alone,
so a new document costs the comparison of its block and of the two after it, however many years the warehouse holds.
`document_shingles` is the index, `near_duplicates` what was found of each block; documents that changed since they were
indexed are seen by comparing rows.
"""

from __future__ import annotations

import duckdb

from crawlers.steps import NEAR_DUPLICATES
from crawlers.warehouse import scripts
from crawlers.warehouse.connection import count, transaction

LIMITS = {
    "window_days": 45,
    "contained": 0.6,  # share of the shorter text's shingles that must stand in the longer
    "shortest_share": 0.3,  # of the longer: a round-up is no reprint of its items
    "shortest_text": 15,  # shingles; shorter texts are too alike by chance
    "shortest_exact": 8,  # words; shorter texts are no reprint even when every letter agrees (`Concert today`)
    "boilerplate": 50,  # documents of a block and the one before it; a shingle that stands in more is nobody's text
}
"""The parameters of the `.sql` files here."""


def mark_duplicates(connection: duckdb.DuckDBPyConnection, *, redo: bool = False) -> int:
    """Bring `documents.duplicate_of` up to date; returns how many documents repeat another.

    The result is that of comparing everything anew (`redo`), in whatever order documents came: an older text that
    arrives late takes its place as the first. All in one transaction. Memory: that of the busiest three blocks.
    """
    made_by = _made_by(connection)
    with transaction(connection):
        if redo or not NEAR_DUPLICATES.is_made_under(connection, made_by):
            connection.execute("DELETE FROM document_shingles")
            connection.execute("DELETE FROM near_duplicates")
        scripts.run(connection, __package__, "changed", **LIMITS)
        for block in _blocks(
            connection, "SELECT DISTINCT block FROM changed WHERE block IS NOT NULL ORDER BY ALL"
        ):
            scripts.run(connection, __package__, "index_block", block=block, **LIMITS)
        for block in _blocks(connection, scripts.script(__package__, "touched_blocks")):
            scripts.run(connection, __package__, "compare_block", block=block, **LIMITS)
        scripts.run(connection, __package__, "mark")
        repeats = count(connection, "first_of")
        NEAR_DUPLICATES.remember(connection, made_by)
        for table in ("changed", "near", "shared", "sizes", "first_of"):
            connection.execute(f"DROP TABLE IF EXISTS {table}")
    return repeats


def _blocks(connection: duckdb.DuckDBPyConnection, query: str) -> list[int]:
    return [block for (block,) in connection.execute(query).fetchall()]


def _made_by(connection: duckdb.DuckDBPyConnection) -> str:
    """Digest of what decides the index: another DuckDB may hash otherwise than the one that wrote it."""
    (probe,) = connection.execute("SELECT hash('a', 'б', 'ә')::VARCHAR").fetchall()[0]
    return NEAR_DUPLICATES.digest(probe)
