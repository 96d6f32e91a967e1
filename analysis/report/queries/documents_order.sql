-- The order of the list: first the documents that concern a community, then, with room between, the others; each by day, undated last.
CREATE OR REPLACE TEMP TABLE listed AS
WITH concerning AS (
    SELECT document_id FROM mentions
    UNION
    SELECT document_id FROM document_diasporas
    UNION
    SELECT document_id FROM documents JOIN sources USING (source_id) WHERE sources.diaspora IS NOT NULL
)

SELECT
    document_id,
    concerning.document_id IS NOT NULL AS concerns,
    CASE WHEN concerns THEN 0 ELSE ((SELECT count(DISTINCT document_id) FROM concerning) // $room + 1) * $room END
    + row_number() OVER (PARTITION BY concerns ORDER BY published_day NULLS LAST, documents.document_id) - 1 AS position
FROM documents
LEFT JOIN concerning USING (document_id)
