-- A reprint of a reprint points to the beginning.
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
WHERE first_id NOT IN (SELECT document_id FROM links);

UPDATE documents
SET duplicate_of = marks.first_id
FROM (
    SELECT document_id, first_id FROM documents LEFT JOIN first_of USING (document_id)
    WHERE duplicate_of IS DISTINCT FROM first_id
) AS marks
WHERE documents.document_id = marks.document_id;
