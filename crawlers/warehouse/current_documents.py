"""How `documents` follows from what each capture shows.

Text and address come from the newest capture that shows a text, the date from the best method among all; so the order
in which archives arrive cannot matter, and leaving out late captures gives the documents as they were known on a day.
What our own crawls saw comes before anything that was imported: whoever makes an archive can write what he likes.
"""

from __future__ import annotations

import duckdb

from crawlers.digests import digest
from crawlers.extract.documents import DATE_METHODS
from crawlers.warehouse import site_boilerplate as repeated

_METHODS = repr(list(DATE_METHODS))
"""Where a date was read, the most trustworthy first."""

_NO_TEXT = digest("", "")
"""The digest of a document of which a capture shows neither title nor text."""

_FORGET = (
    """
    DELETE FROM document_versions
    WHERE document_id IN (SELECT document_id FROM touched)
      AND (document_id, text_digest) NOT IN (
          SELECT (document_id, text_digest) FROM document_captures SEMI JOIN touched USING (document_id)
      )
    """,
    """
    DELETE FROM documents
    WHERE document_id IN (SELECT document_id FROM touched)
      AND document_id NOT IN (SELECT document_id FROM document_captures SEMI JOIN touched USING (document_id))
    """,
)
"""Texts and documents that no capture shows any more."""

_SHOW = f"""
    INSERT INTO documents BY NAME
    WITH {repeated.CLEANED},
    shown AS (
        SELECT *,
            min(captured_at) OVER document AS first_seen_at,
            max(captured_at) OVER document AS last_seen_at
        FROM document_captures SEMI JOIN touched USING (document_id)
        LEFT JOIN (SELECT capture_id, archive_file LIKE 'imported/%' AS imported FROM captures) USING (capture_id)
        WINDOW document AS (PARTITION BY document_id)
    ),
    newest AS (
        SELECT * EXCLUDE (
                text_digest, published_at, published_day, published_precision, published_method, published_raw
            ),
            text_digest AS version_digest
        FROM shown
        QUALIFY row_number() OVER (  -- neither an export of counters alone, nor a page whose markup its page function
            PARTITION BY document_id   -- does not know yet, changes anything
            ORDER BY text_digest = '{_NO_TEXT}', imported, extraction = 'generic', captured_at DESC, capture_id DESC
        ) = 1
    ),
    dated AS (
        SELECT document_id, published_at, published_day, published_precision, published_method, published_raw
        FROM shown
        WHERE published_day IS NOT NULL
        QUALIFY row_number() OVER (
            PARTITION BY document_id
            ORDER BY imported, list_position({_METHODS}, published_method), captured_at, capture_id
        ) = 1
    ),
    gone AS (
        SELECT newest.document_id, min(captures.captured_at) AS gone_at
        FROM newest
        JOIN captures ON captures.source_id = newest.source_id AND captures.document_url = newest.url
        WHERE (captures.status IN (404, 410) OR captures.outcome = 'gone') AND captures.captured_at > newest.last_seen_at
          AND (newest.imported OR captures.archive_file NOT LIKE 'imported/%')
        GROUP BY ALL
    )
    SELECT
        document_id, source_id, kind, url, title, text, captions, section,
        NULL AS "language", declared_language,
        published_at, published_day, published_precision, published_method, published_raw,
        modified_at, first_seen_at, last_seen_at, gone_at, capture_id, text_digest, words, extraction, duration,
        NULL AS duplicate_of
    FROM newest
    JOIN cleaned USING (document_id, version_digest)
    LEFT JOIN dated USING (document_id)
    LEFT JOIN gone USING (document_id)
    ON CONFLICT DO UPDATE SET
        kind = excluded.kind, url = excluded.url, title = excluded.title, text = excluded.text,
        captions = excluded.captions, section = excluded.section, declared_language = excluded.declared_language,
        "language" = CASE WHEN excluded.text_digest = documents.text_digest THEN documents."language" END,
        published_at = excluded.published_at, published_day = excluded.published_day,
        published_precision = excluded.published_precision, published_method = excluded.published_method,
        published_raw = excluded.published_raw,
        modified_at = excluded.modified_at, first_seen_at = excluded.first_seen_at,
        last_seen_at = excluded.last_seen_at, gone_at = excluded.gone_at, capture_id = excluded.capture_id,
        text_digest = excluded.text_digest, words = excluded.words, extraction = excluded.extraction, duration = excluded.duration,
        duplicate_of = CASE WHEN excluded.text_digest = documents.text_digest THEN documents.duplicate_of END
"""
"""What `documents` holds, from the captures of each; lines that a source repeats are left out."""

DOCUMENTS_AS_SHOWN = (*_FORGET, *repeated.STEPS, _SHOW)
"""Statements that compute anew `documents` and what it rests on, for the ids in the temporary table `touched` and the
sources in the temporary table `touched_sources`."""


def compute_documents(connection: duckdb.DuckDBPyConnection) -> None:
    """Compute anew, from the captures that are left, what `touched` and `touched_sources` name."""
    for statement in DOCUMENTS_AS_SHOWN:
        connection.execute(statement)
