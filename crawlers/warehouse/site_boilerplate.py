"""Lines that a site repeats under its articles: never the article's, told by counting, whatever the site.

Computed from all versions of all documents of a source, so the order in which archives arrive does not matter. The
versions keep every line; `documents.text` goes without those that `repeated_lines` names.
"""

from __future__ import annotations

DOCUMENTS, SHARE = 8, 0.05
"""A line is repeated that stands in so many different texts of a source, and in this share of them."""

STEPS = (
    f"""
    CREATE OR REPLACE TEMP TABLE counted_lines AS
    WITH texts AS (
        SELECT DISTINCT owners.source_id, versions.document_id, versions.text
        FROM document_versions versions
        JOIN (SELECT DISTINCT document_id, source_id FROM document_captures SEMI JOIN touched_sources USING (source_id)) owners
            USING (document_id)
        WHERE versions.kind IN ('article', 'page')
    ),
    lines AS (
        SELECT source_id, unnest(list_distinct(string_split(text, chr(10)))) AS line, document_id, md5(text) AS text_id
        FROM texts
    ),
    sizes AS (SELECT source_id, count(DISTINCT document_id) AS documents FROM texts GROUP BY source_id)
    SELECT source_id, line, count(DISTINCT document_id) AS documents
    FROM lines
    JOIN sizes USING (source_id)
    WHERE line <> ''
    GROUP BY source_id, line, sizes.documents
    HAVING count(DISTINCT text_id) >= {DOCUMENTS} AND count(DISTINCT document_id) >= {SHARE} * sizes.documents
    """,
    """
    INSERT INTO touched
    SELECT DISTINCT document_id
    FROM document_captures
    WHERE source_id IN (
        SELECT source_id
        FROM (
            (SELECT source_id, line FROM counted_lines EXCEPT SELECT source_id, line FROM repeated_lines)
            UNION ALL
            (
                SELECT source_id, line FROM repeated_lines
                WHERE source_id IN (FROM touched_sources)
                EXCEPT SELECT source_id, line FROM counted_lines
            )
        )
    )
      AND document_id NOT IN (FROM touched)
    """,
    "DELETE FROM repeated_lines WHERE source_id IN (FROM touched_sources)",
    "INSERT INTO repeated_lines BY NAME SELECT * FROM counted_lines",
)
"""Bring `repeated_lines` of the sources in `touched_sources` up to date; documents whose lines have changed are added
to `touched`."""

CLEANED = """
cleaned AS (
    SELECT
        versions.document_id,
        versions.text_digest AS version_digest,
        versions.* EXCLUDE (document_id, text_digest, text, words),
        CASE WHEN kept = '' OR kept = versions.text THEN versions.text ELSE kept END AS text,
        CASE
            WHEN kept = '' OR kept = versions.text THEN versions.text_digest
            ELSE left(md5(versions.text_digest || chr(31) || kept), 16)
        END AS text_digest,
        CASE
            WHEN kept = '' OR kept = versions.text THEN versions.words
            ELSE len(regexp_extract_all(versions.title || chr(10) || kept, $$\\p{L}+(?:['’-]\\p{L}+)*$$))
        END AS words
    FROM (
        SELECT
            document_versions.*,
            CASE
                WHEN repeated.lines IS NULL THEN text
                ELSE array_to_string(
                    list_filter(string_split(text, chr(10)), lambda line: NOT list_contains(repeated.lines, line)),
                    chr(10)
                )
            END AS kept
        FROM document_versions
        SEMI JOIN touched USING (document_id)
        LEFT JOIN (SELECT DISTINCT document_id, source_id FROM document_captures) owners USING (document_id)
        LEFT JOIN (SELECT source_id, list(line) AS lines FROM repeated_lines GROUP BY source_id) repeated
            ON repeated.source_id = owners.source_id AND document_versions.kind IN ('article', 'page')
    ) versions
)
"""
"""A step of the query that makes documents: versions as they are shown. Where nothing would be left, all is kept:
then the documents repeat each other, and that is for `analysis` to find."""
