-- One row per document, community and direction of contact that the document shows between the community and its homeland.
-- The homeland comes to the community where a text on the community's life names an institution or an office holder of
-- the homeland, or is about an official visit or a scholarship. The community turns to the homeland where one of its own
-- sources names the homeland, or writes of relations with it.
WITH named AS (
    SELECT
        document_id,
        diaspora,
        bool_or(target IN ('institution', 'office_holder')) AS names_office,
        bool_or(target = 'homeland') AS names_homeland
    FROM mentions
    GROUP BY document_id, diaspora
),

offered AS (
    SELECT DISTINCT document_id FROM document_topics WHERE topic IN ('official_visit', 'scholarship')
),

judged AS (
    SELECT
        documents.*,
        documents.relevance = 'community' AND (coalesce(named.names_office, false) OR offered.document_id IS NOT NULL) AS comes,
        documents.is_own AND (coalesce(named.names_homeland, false) OR documents.relevance = 'bilateral') AS turns
    FROM intermediate.int_community_documents AS documents
    LEFT JOIN named USING (document_id, diaspora)
    LEFT JOIN offered USING (document_id)
    WHERE documents.is_first
)

SELECT
    document_id,  -- The document: a first publication, on a day that is known.
    diaspora,     -- The community.
    direction,    -- `from_homeland` or `to_homeland`.
    source_id,    -- Who published it.
    day,          -- Local day of publication.
    month         -- First day of that month.
FROM (
    SELECT *, 'from_homeland' AS direction FROM judged WHERE comes
    UNION ALL
    SELECT *, 'to_homeland' AS direction FROM judged WHERE turns
)
