-- One row per source, kind of document and day: what was published, also where terms of a platform let only the number be kept.
WITH held AS (
    SELECT
        stg_documents.source_id,
        stg_documents.kind,
        stg_documents.day,
        count(*) AS documents,
        count(*) FILTER (stg_documents.is_first) AS first_publications,
        sum(stg_documents.words) AS words,
        sum(counters.views) AS views,
        sum(counters.engagement) AS engagement
    FROM staging.stg_documents
    LEFT JOIN intermediate.int_document_counters AS counters USING (document_id)
    WHERE stg_documents.day IS NOT NULL
    GROUP BY ALL
)

SELECT
    source_id,                                                                                                   -- The source.
    kind,                                                                                                        -- `article`, `page`, `post` or `video`.
    day,                                                                                                         -- Local day of publication.
    greatest(coalesce(held.documents, 0), coalesce(kept.documents, 0)) AS documents,                             -- Documents published.
    greatest(coalesce(held.first_publications, 0), coalesce(kept.first_publications, 0)) AS first_publications,  -- Without repeats of earlier texts.
    greatest(coalesce(held.words, 0), coalesce(kept.words, 0)) AS words,                                         -- Words in them.
    kept.documents IS NULL OR coalesce(held.documents, 0) >= kept.documents AS is_held,                          -- Whether all of them are held, and not only their number.
    CASE WHEN is_held THEN held.views END AS views,                                                              -- Views of them, by the newest counters; NULL: unknown.
    CASE WHEN is_held THEN held.engagement END AS engagement                                                     -- Likes, comments and shares of them; NULL: unknown.
FROM held
FULL JOIN kept_counts AS kept USING (source_id, kind, day)
