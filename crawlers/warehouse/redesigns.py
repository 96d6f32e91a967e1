"""Notices that a site's markup has changed under its page function: pages still come, and cannot be read any more."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

_MEANING = {
    "title": "has no headline that the page function finds",
    "text": "has no text that the page function finds",
    "date": "has no date of publication that the page function finds",
    "markup": "is read by the general extractor, because the site's own page function does not know its markup",
}

_ROWS_IN_A_ROW, _ROWS_BEFORE, _BAD_BEFORE = 3, 3, 0.2
"""So many articles in a row must lack what, of at least so many before them, fewer than this share lacked."""

_EDITION = "^https?://(?:www[.])?([^/]+(?:/[a-z][a-z][a-z]?/)?)"
"""Host and language of an address: editions of a source are redesigned one by one."""

_FIND = f"""
WITH shown AS (
    SELECT captures.source_id, captures.crawl_id, captures.captured_at, captures.url, captures.outcome,
           regexp_extract(captures.url, '{_EDITION}', 1) AS edition,
           document_captures.published_day, document_captures.extraction
    FROM captures
    JOIN crawls ON crawls.crawl_id = captures.crawl_id AND crawls.via = 'live'
    LEFT JOIN document_captures USING (capture_id)
    WHERE captures.role = 'article' AND captures.status = 200
      AND captures.outcome NOT IN ('names no community', 'error page', 'password', 'not html')
),
judged AS (
    SELECT source_id, crawl_id, captured_at, url, edition, unnest([
        {{field: 'title', bad: outcome = 'no title'}},
        {{field: 'text', bad: outcome NOT IN ('document', 'no title')}},
        {{field: 'date', bad: outcome = 'document' AND published_day IS NULL}},
        {{field: 'markup', bad: outcome = 'document' AND extraction = 'generic'}}
    ], recursive := true)
    FROM shown
),
parted AS (
    SELECT *, captured_at > coalesce(max(captured_at) FILTER (NOT bad) OVER (PARTITION BY source_id, edition, field), TIMESTAMP '0001-01-01') AS in_tail
    FROM judged
)
SELECT
    source_id,
    field,
    arg_min(url, captured_at) FILTER (in_tail) AS first_bad,
    count(*) FILTER (in_tail) AS lately,
    min(captured_at) FILTER (in_tail) AS since
FROM parted
GROUP BY source_id, edition, field
HAVING lately >= {_ROWS_IN_A_ROW}
   AND count(*) FILTER (NOT in_tail) >= {_ROWS_BEFORE}
   AND coalesce(avg(bad::INT) FILTER (NOT in_tail), 1) < {_BAD_BEFORE}
ORDER BY source_id, lately DESC, list_position(['title', 'text', 'date', 'markup'], field)
"""

_MARK = """
UPDATE crawls SET outcome = 'broken', reason = $reason, covers_from = NULL, covers_until = NULL
WHERE source_id = $source_id AND via = 'live' AND coalesce(finished_at, started_at) >= $since
"""


@dataclass(frozen=True, slots=True)
class Redesign:
    """A source whose newest articles all lack what its earlier ones had."""

    source_id: str
    field: str
    """`title`, `text`, `date` or `markup`."""
    first_bad: str
    """The first address that could not be read."""
    lately: int
    """How many articles in a row."""

    def __str__(self) -> str:
        return (
            f"Its {self.field} cannot be read any more: {self.first_bad} {_MEANING[self.field]}, and so it is with "
            f"{self.lately - 1} more, all that came since. The site was probably redesigned; what came before stands."
        )


def mark_redesigns(connection: duckdb.DuckDBPyConnection) -> list[Redesign]:
    """Find redesigned sources and call their crawls since then `broken`: they vouch for no day.

    A crawl's own words come back when its archive file is read anew, as it is once a page function has changed.
    """
    found: dict[str, Redesign] = {}
    for source_id, field, first_bad, lately, since in connection.execute(_FIND).fetchall():
        if source_id not in found:
            found[source_id] = one = Redesign(source_id, field, first_bad, lately)
            connection.execute(_MARK, {"reason": str(one), "source_id": source_id, "since": since})
    return list(found.values())
