-- One row per first publication and community that it is relevant to, on days that are known: how likely it is what the index of lived experience counts.
-- A document that may not name the community at all counts by how likely it does; where nothing says how sure the rules are, their answer counts in full.
WITH named AS (
    SELECT
        document_id,
        diaspora,
        1 - product(1 - probability) FILTER (target <> 'city') AS named,
        1 - product(1 - probability) FILTER (target = 'homeland') AS homeland,
        1 - product(1 - probability) FILTER (target IN ('institution', 'office_holder')) AS office
    FROM intermediate.int_settled_mentions
    GROUP BY ALL
),

offered AS (
    SELECT document_id, 1 - product(1 - probability) AS offered
    FROM intermediate.int_likely_topics
    WHERE topic IN ('official_visit', 'scholarship')
    GROUP BY ALL
),

judged AS (
    SELECT
        documents.*,
        CASE WHEN is_own THEN 1 ELSE coalesce(named.named, 1) END AS named,
        named * coalesce(chance_community, (relevance = 'community')::INTEGER) AS community,
        named * coalesce(chance_bilateral, (relevance = 'bilateral')::INTEGER) AS bilateral,
        coalesce(named.homeland, 0) AS homeland,
        1 - (1 - coalesce(named.office, 0)) * (1 - coalesce(offered.offered, 0)) AS office
    FROM intermediate.int_community_documents AS documents
    LEFT JOIN named USING (document_id, diaspora)
    LEFT JOIN offered USING (document_id)
    WHERE is_first
)

SELECT
    document_id,                                                                        -- The document.
    diaspora,                                                                           -- The community.
    "language",                                                                         -- Language of the text.
    source_kind,                                                                        -- `newspaper`, `centre`, `portal` (press watch) or `other`.
    day,                                                                                -- Local day of publication.
    community,                                                                          -- How likely it is on the community's life.
    community * office AS comes,                                                        -- How likely the homeland comes to the community in it.
    is_own::INTEGER * (1 - (1 - homeland) * (1 - bilateral)) AS turns                   -- How likely the community turns to its homeland in it.
FROM judged
