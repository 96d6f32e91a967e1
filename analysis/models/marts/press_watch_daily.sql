-- One row per portal of the press watch and day of publication: how many articles were looked at, and how many of them name a community.
WITH looked_at AS (
    SELECT source_id, document_id, published_day AS day, false AS kept FROM passed_over
    UNION ALL
    SELECT source_id, document_id, published_day, true FROM documents
    WHERE source_id IN (SELECT source_id FROM passed_over)
)

SELECT
    source_id,                                                  -- The portal. {not null; in sources.source_id}
    day,                                                        -- Local day of publication; NULL: not known.
    count(DISTINCT document_id) AS looked_at,                   -- Articles looked at: the base of any share. {not null}
    count(DISTINCT document_id) FILTER (kept) AS kept           -- Of them those that name a community, and are kept.
FROM looked_at
GROUP BY source_id, day
ORDER BY source_id, day
