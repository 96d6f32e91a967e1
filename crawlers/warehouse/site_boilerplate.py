"""Lines that a site repeats under its articles: never the article's, told by counting, whatever the site.

Computed from all versions of all documents of a source, so the order in which archives arrive does not matter. The
versions keep every line; `documents.text` goes without those that `repeated_lines` names. Counting reads `version_lines`,
eight bytes a line, and not the texts: new documents cost their own lines and one pass over those numbers.
"""

from __future__ import annotations

DOCUMENTS, SHARE = 8, 0.05
"""A line is repeated that stands in so many different texts of a source, and in this share of its documents."""

STEPS = (
    "DELETE FROM version_lines WHERE document_id IN (SELECT document_id FROM touched)",
    """
    INSERT INTO version_lines BY NAME
    SELECT
        source_id,
        document_id,
        md5_number_lower(text) AS text_id,
        list_transform(
            list_distinct(list_filter(string_split(text, chr(10)), lambda line: line <> '')),
            lambda line: md5_number_lower(line)
        ) AS lines
    FROM document_versions
    JOIN (SELECT DISTINCT document_id, source_id FROM document_captures SEMI JOIN touched USING (document_id)) owners
        USING (document_id)
    WHERE kind IN ('article', 'page')
    """,
    f"""
    CREATE OR REPLACE TEMP TABLE counted_lines AS
    WITH texts AS (
        SELECT * FROM version_lines SEMI JOIN touched_sources USING (source_id)
    ),
    enough AS (
        SELECT source_id, greatest({DOCUMENTS}, {SHARE} * count(DISTINCT document_id)) AS fewest
        FROM texts
        GROUP BY source_id
    ),
    lines AS (
        SELECT source_id, document_id, text_id, unnest(lines) AS line, (line % 65536)::USMALLINT AS bucket FROM texts
    ),
    crowded AS (  -- few lines stand in many texts: the others are left out in heaps, before they are counted one by one
        SELECT source_id, bucket, any_value(fewest) AS fewest
        FROM lines JOIN enough USING (source_id)
        GROUP BY source_id, bucket
        HAVING count(*) >= any_value(fewest)
    )
    SELECT source_id, line, count(DISTINCT document_id) AS documents
    FROM lines JOIN crowded USING (source_id, bucket)
    GROUP BY source_id, line
    HAVING count(DISTINCT text_id) >= {DOCUMENTS} AND count(DISTINCT document_id) >= any_value(fewest)
    """,
    """
    CREATE OR REPLACE TEMP TABLE changed_lines AS
    SELECT source_id, line, known.text IS NULL AS is_new
    FROM counted_lines
    FULL JOIN (
        SELECT source_id, md5_number_lower(line) AS line, line AS text
        FROM repeated_lines SEMI JOIN touched_sources USING (source_id)
    ) known USING (source_id, line)
    WHERE known.text IS NULL OR counted_lines.documents IS NULL
    """,
    """
    CREATE OR REPLACE TEMP TABLE holding AS
    SELECT source_id, document_id, line, is_new
    FROM (
        SELECT source_id, document_id, unnest(lines) AS line
        FROM version_lines SEMI JOIN changed_lines USING (source_id)
    )
    JOIN changed_lines USING (source_id, line)
    """,
    "INSERT INTO touched SELECT DISTINCT document_id FROM holding ANTI JOIN touched USING (document_id)",
    """
    INSERT INTO repeated_lines BY NAME
    SELECT DISTINCT source_id, text AS line, 0 AS documents
    FROM (
        SELECT source_id, line, unnest(string_split(document_versions.text, chr(10))) AS text
        FROM (SELECT source_id, line, min(document_id) AS document_id FROM holding WHERE is_new GROUP BY ALL)
        JOIN document_versions USING (document_id)
    )
    WHERE md5_number_lower(text) = line
    """,
    """
    DELETE FROM repeated_lines
    WHERE (source_id, md5_number_lower(line)) IN (SELECT (source_id, line) FROM changed_lines WHERE NOT is_new)
    """,
    """
    UPDATE repeated_lines SET documents = counted_lines.documents
    FROM counted_lines
    WHERE repeated_lines.source_id = counted_lines.source_id
      AND md5_number_lower(repeated_lines.line) = counted_lines.line
      AND repeated_lines.documents <> counted_lines.documents
    """,
)
"""Bring `repeated_lines` of the sources in `touched_sources` up to date; documents with a line that became one, or is one
no more, are added to `touched`."""

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
        LEFT JOIN (SELECT DISTINCT document_id, source_id FROM document_captures SEMI JOIN touched USING (document_id)) owners
            USING (document_id)
        LEFT JOIN (SELECT source_id, list(line) AS lines FROM repeated_lines GROUP BY source_id) repeated
            ON repeated.source_id = owners.source_id AND document_versions.kind IN ('article', 'page')
    ) versions
)
"""
"""A step of the query that makes documents: versions as they are shown. Where nothing would be left, all is kept:
then the documents repeat each other, and that is for `analysis` to find."""
