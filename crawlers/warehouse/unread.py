"""What was fetched as an article and is none: walls told by their sameness, and crawls that cannot vouch for a day.

The invariant: an answer to a request for an article is a document, or a capture with a named reason. A crawl whose
articles mostly became none saw a wall, a bad deploy or a redesign, not a quiet site.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

WALL = "the same page as for other addresses"
"""Outcome of a capture that shows what many addresses of its crawl were answered with."""
ALIKE, MANY_ALIKE, SHARE_ALIKE, ALIKE_UNDATED = 3, 8, 0.2, 2
"""Pages of one crawl that show the same title and text are a wall if they are so many and name no date, or are such a
share of its pages, or very many: sites that show one article under several addresses show few, and its date. So is a page
that so many addresses lead to; without a date, two are enough. A crawl judges alike: `crawl.history`."""
MOSTLY, FEWEST = 0.5, 3
"""A crawl vouches for no day when more than this share of its articles, and at least so many, became no documents."""

TAKE_DOWN_WALLS = (
    f"""
    CREATE OR REPLACE TEMP TABLE walls AS
    WITH pages AS (
        SELECT archive_file, capture_id, document_url, outcome
        FROM incoming_captures
        WHERE role = 'article'
    ),
    sizes AS (SELECT archive_file, count(*) FILTER (NOT starts_with(outcome, 'status')) AS pages FROM pages GROUP BY ALL),
    alike AS (
        SELECT archive_file, text_digest
        FROM pages
        JOIN incoming_documents USING (capture_id)
        JOIN sizes USING (archive_file)
        GROUP BY archive_file, text_digest, sizes.pages
        HAVING count(DISTINCT document_url) >= {MANY_ALIKE}
            OR count(DISTINCT document_url) >= greatest({ALIKE}, {SHARE_ALIKE} * sizes.pages)
            OR (count(DISTINCT document_url) >= {ALIKE} AND count(published_day) = 0)
    ),
    targets AS (
        SELECT archive_file, regexp_extract(outcome, ' leads to (.*)$', 1) AS document_url, count(DISTINCT pages.document_url) AS led
        FROM pages
        WHERE contains(outcome, ' leads to ')
        GROUP BY archive_file, regexp_extract(outcome, ' leads to (.*)$', 1)
        HAVING count(DISTINCT pages.document_url) >= {ALIKE_UNDATED}
    )
    SELECT capture_id
    FROM pages
    JOIN incoming_documents USING (capture_id)
    SEMI JOIN alike ON alike.archive_file = pages.archive_file AND alike.text_digest = incoming_documents.text_digest
    UNION
    SELECT capture_id
    FROM pages
    JOIN targets USING (archive_file, document_url)
    LEFT JOIN incoming_documents USING (capture_id)
    WHERE led >= {ALIKE} OR published_day IS NULL
    """,
    f"UPDATE incoming_captures SET outcome = '{WALL}' WHERE capture_id IN (FROM walls)",
    "DELETE FROM incoming_documents WHERE capture_id IN (FROM walls)",
    "DELETE FROM incoming_passed_over WHERE capture_id IN (FROM walls)",
)
"""Statements that turn the walls among what is being loaded into captures with a reason; each archive file is judged by
itself, so the order in which files arrive does not matter."""

_FIND = f"""
    WITH answers AS (
        SELECT crawl_id, document_url, arg_max(outcome, captured_at) AS outcome
        FROM captures
        WHERE role = 'article' AND NOT contains(outcome, ' leads to ')
        GROUP BY ALL
    ),
    counted AS (
        SELECT crawl_id, outcome, count(*) AS number, outcome NOT IN ('document', 'names no community') AS is_unread
        FROM answers
        WHERE outcome NOT IN ('listing', 'home page', 'not html', 'feed', 'sitemap', 'password')
        GROUP BY ALL
    )
    SELECT
        source_id,
        crawl_id,
        sum(number) FILTER (is_unread)::INT AS unread,
        sum(number)::INT AS articles,
        string_agg(number || ' ' || counted.outcome, ', ' ORDER BY number DESC, counted.outcome) FILTER (is_unread) AS why
    FROM counted
    JOIN crawls USING (crawl_id)
    WHERE via = 'live' AND crawls.outcome IN ('complete', 'partial')
    GROUP BY source_id, crawl_id, started_at
    HAVING unread >= {FEWEST} AND unread > {MOSTLY} * articles
    ORDER BY source_id, started_at
"""

_MARK = """
UPDATE crawls SET outcome = 'broken', reason = $reason, covers_from = NULL, covers_until = NULL WHERE crawl_id = $crawl_id
"""


@dataclass(frozen=True, slots=True)
class Unread:
    """A crawl whose articles mostly became no documents."""

    source_id: str
    crawl_id: str
    unread: int
    articles: int
    why: str
    """The reasons with their numbers, the most frequent first."""

    def __str__(self) -> str:
        return (
            f"Most of its articles cannot be read: {self.unread} of {self.articles} became no document ({self.why}). "
            "The crawl vouches for no day; what it fetched is archived and is asked for again."
        )


def mark_unread(connection: duckdb.DuckDBPyConnection) -> list[Unread]:
    """Find crawls that became mostly no documents and call them `broken`.

    Like a redesign's mark, it goes when the archive file is read anew.
    """
    found = [Unread(*row) for row in connection.execute(_FIND).fetchall()]
    for one in found:
        connection.execute(_MARK, {"reason": str(one), "crawl_id": one.crawl_id})
    return found
