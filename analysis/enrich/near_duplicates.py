"""Texts printed more than once: syndication, mirrors, reprints. The first publication counts, others point to it.

Two documents are the same text when most three-word sequences (shingles) of the shorter stand in the longer. Shingles
that stand in more than fifty documents of their time are boilerplate and count for neither. Only texts published within
`WINDOW_DAYS` of each other are compared, so that a yearly announcement stays new; an undated text stands on the day it
was first seen, and is the first publication of no dated one.

Time is cut into blocks of `WINDOW_DAYS`. What a document repeats depends on its own block and the two before it alone,
so a new document costs the comparison of its block and of the two after it, however many years the warehouse holds.
`document_shingles` is the index, `near_duplicates` what was found of each block; documents that changed since they were
indexed are seen by comparing rows.
"""

from __future__ import annotations

import duckdb

from crawlers.steps import NEAR_DUPLICATES
from crawlers.warehouse.connection import count, transaction

WINDOW_DAYS = 45
CONTAINED = 0.6
"""Share of the shorter text's shingles that must stand in the longer."""
SHORTEST_SHARE = 0.3
"""The shorter must be at least this share of the longer: a round-up is no reprint of its items."""
SHORTEST_TEXT = 15
"""Shingles; shorter texts are too alike by chance."""
SHORTEST_EXACT = 8
"""Words; shorter texts are no reprint even when every letter agrees (`Concert today`)."""
BOILERPLATE = 50
"""Documents of a block and the one before it; a shingle that stands in more is nobody's text."""

_CHANGED = f"""
CREATE OR REPLACE TEMP TABLE changed AS
SELECT
    document_id,
    indexed.block AS block_before,
    (coalesce(documents.published_day, documents.first_seen_at::DATE) - DATE '1970-01-01') // {WINDOW_DAYS} AS block
FROM documents
FULL JOIN document_shingles AS indexed USING (document_id)
WHERE documents.text_digest IS DISTINCT FROM indexed.text_digest
   OR documents.published_day IS DISTINCT FROM indexed.published_day
   OR documents.published_at IS DISTINCT FROM indexed.published_at
   OR documents.first_seen_at IS DISTINCT FROM indexed.first_seen_at
"""
"""Documents that the index does not hold as they are; `block` is NULL for those that are gone."""

_TOUCHED = """
SELECT DISTINCT touched
FROM (
    SELECT unnest([block, block + 1, block + 2, block_before, block_before + 1, block_before + 2]) AS touched
    FROM changed
)
WHERE touched IN (SELECT block FROM document_shingles UNION SELECT block FROM near_duplicates)
ORDER BY touched
"""

_INDEX = f"""
INSERT INTO document_shingles BY NAME
SELECT
    document_id, text_digest, published_day, published_at, first_seen_at, block,
    CASE WHEN words >= {SHORTEST_EXACT} THEN hash(read) END AS text_hash,
    list_distinct(list_transform(
        range(1, len(w) - 1), lambda i: (hash(w[i], w[i + 1], w[i + 2]) & 4294967295)::UINTEGER
    )) AS shingles
FROM (
    SELECT *, regexp_extract_all(read, '[\\p{{L}}\\p{{N}}]+') AS w
    FROM (
        SELECT documents.*, changed.block, lower(title || ' ' || text) AS read
        FROM documents JOIN changed USING (document_id)
        WHERE changed.block = $block
    )
)
"""

_NEAR = """
CREATE OR REPLACE TEMP TABLE near AS
SELECT
    document_id, block, text_hash, shingles,
    coalesce(published_day, first_seen_at::DATE) AS day,
    row_number() OVER (ORDER BY published_day NULLS LAST, published_at NULLS LAST, first_seen_at, document_id) AS n
FROM document_shingles
WHERE block BETWEEN $block - 2 AND $block
"""
"""The documents of a block and the two before it, in order of publication."""

_SHARED = f"""
CREATE OR REPLACE TEMP TABLE shared AS
WITH every AS (
    SELECT n, block, unnest(shingles) AS shingle FROM near
),
counted AS (
    SELECT
        shingle,
        count(*) FILTER (block < $block) AS documents_before,
        count(*) FILTER (block > $block - 2) AS documents
    FROM every
    GROUP BY shingle
    HAVING documents > 1 OR documents_before > {BOILERPLATE}
)
SELECT n, shingle, CASE block WHEN $block THEN documents ELSE documents_before END > {BOILERPLATE} AS is_boilerplate
FROM every JOIN counted USING (shingle)
WHERE block > $block - 2
"""
"""Of a block and the one before it, the shingles that another document has, too."""

_SIZES = """
CREATE OR REPLACE TEMP TABLE sizes AS
WITH counted AS (
    SELECT n, count(*) FILTER (is_boilerplate) AS boilerplate, count(*) FILTER (NOT is_boilerplate) AS size_shared
    FROM shared
    GROUP BY n
)
SELECT
    n, document_id, block, day, text_hash,
    len(shingles) - coalesce(boilerplate, 0) AS size,
    coalesce(size_shared, 0) AS size_shared
FROM near LEFT JOIN counted USING (n)
WHERE block > $block - 2
"""

_LINKS = f"""
INSERT INTO near_duplicates BY NAME
WITH suspects AS (  -- a text that shares too little with all others together is no reprint, and no original of a longer one
    SELECT n FROM sizes WHERE size >= {SHORTEST_TEXT} AND size_shared >= {CONTAINED} * size
),
common AS (
    SELECT shorter.n AS shorter, longer.n AS longer, count(*) AS n_common
    FROM (FROM shared SEMI JOIN suspects USING (n)) AS shorter
    JOIN shared AS longer ON longer.shingle = shorter.shingle AND longer.n <> shorter.n
    WHERE NOT shorter.is_boilerplate AND NOT longer.is_boilerplate
    GROUP BY ALL
),
pairs AS (
    SELECT least(shorter.n, longer.n) AS earlier, greatest(shorter.n, longer.n) AS later
    FROM common
    JOIN sizes AS shorter ON shorter.n = common.shorter
    JOIN sizes AS longer ON longer.n = common.longer
    WHERE shorter.size BETWEEN {SHORTEST_SHARE} * longer.size AND longer.size AND n_common >= {CONTAINED} * shorter.size
    UNION ALL
    SELECT min(n) OVER copies, n
    FROM sizes
    WHERE text_hash IS NOT NULL
    WINDOW copies AS (PARTITION BY text_hash ORDER BY day RANGE BETWEEN {WINDOW_DAYS} PRECEDING AND {WINDOW_DAYS} FOLLOWING)
)
SELECT later.document_id, min_by(earlier.document_id, earlier.n) AS earlier_id, $block AS block
FROM pairs
JOIN sizes AS earlier ON earlier.n = pairs.earlier
JOIN sizes AS later ON later.n = pairs.later
WHERE earlier.n < later.n
  AND $block IN (earlier.block, later.block)
  AND abs(later.day - earlier.day) <= {WINDOW_DAYS}
GROUP BY later.document_id
"""
"""Each document of a block that repeats another, or is repeated from the block before, with the earliest that it repeats."""

_FIRST = """
CREATE OR REPLACE TEMP TABLE first_of AS
WITH RECURSIVE links AS (
    SELECT
        near_duplicates.document_id,
        first(earlier_id ORDER BY published_day NULLS LAST, published_at NULLS LAST, first_seen_at, earlier_id) AS earlier_id
    FROM near_duplicates
    JOIN document_shingles AS earlier ON earlier.document_id = near_duplicates.earlier_id
    GROUP BY ALL
),
chain(document_id, first_id) AS (
    FROM links
    UNION ALL
    SELECT chain.document_id, links.earlier_id FROM chain JOIN links ON links.document_id = chain.first_id
)
FROM chain
WHERE first_id NOT IN (SELECT document_id FROM links)
"""
"""A reprint of a reprint points to the beginning."""

_MARK = """
UPDATE documents
SET duplicate_of = marks.first_id
FROM (
    SELECT document_id, first_id FROM documents LEFT JOIN first_of USING (document_id)
    WHERE duplicate_of IS DISTINCT FROM first_id
) AS marks
WHERE documents.document_id = marks.document_id
"""


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
        connection.execute(_CHANGED)
        connection.execute(
            "DELETE FROM document_shingles WHERE document_id IN (SELECT document_id FROM changed)"
        )
        for block in _blocks(
            connection, "SELECT DISTINCT block FROM changed WHERE block IS NOT NULL ORDER BY ALL"
        ):
            connection.execute(_INDEX, {"block": block})
        for block in _blocks(connection, _TOUCHED):
            _compare(connection, block)
        connection.execute(_FIRST)
        connection.execute(_MARK)
        repeats = count(connection, "first_of")
        NEAR_DUPLICATES.remember(connection, made_by)
        for table in ("changed", "near", "shared", "sizes", "first_of"):
            connection.execute(f"DROP TABLE IF EXISTS {table}")
    return repeats


def _compare(connection: duckdb.DuckDBPyConnection, block: int) -> None:
    """Find anew what repeats what among the documents of `block`, and between them and those of the block before."""
    connection.execute("DELETE FROM near_duplicates WHERE block = $block", {"block": block})
    for statement in (_NEAR, _SHARED, _SIZES, _LINKS):
        connection.execute(statement, {"block": block})


def _blocks(connection: duckdb.DuckDBPyConnection, query: str) -> list[int]:
    return [block for (block,) in connection.execute(query).fetchall()]


def _made_by(connection: duckdb.DuckDBPyConnection) -> str:
    """Digest of what decides the index: another DuckDB may hash otherwise than the one that wrote it."""
    (probe,) = connection.execute("SELECT hash('a', 'б', 'ә')::VARCHAR").fetchall()[0]
    return NEAR_DUPLICATES.digest(probe)
