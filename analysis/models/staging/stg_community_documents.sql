-- One row per dated document and community that it is relevant to.
SELECT
    document_diasporas.document_id,                                                                     -- The document.
    document_diasporas.diaspora,                                                                        -- The community.
    document_diasporas.relevance,                                                                       -- `community`, `bilateral`, `sport`, `history`, `reverse_diaspora`, `homeland_news` or `other`.
    stg_documents.source_id,                                                                            -- Who published it.
    stg_documents.source_kind,                                                                          -- `newspaper`, `centre`, `portal` (press watch) or `other`.
    coalesce(stg_documents.source_diaspora = document_diasporas.diaspora, false) AS is_own,             -- Whether the source is the community's own.
    stg_documents.day,                                                                                  -- Local day of publication.
    stg_documents.month,                                                                                -- First day of that month.
    stg_documents.is_first,                                                                             -- Whether it is the first publication of its text.
    coalesce(days.is_known, false) AS is_known                                                          -- Whether the counts of that day of that source are complete.
FROM document_diasporas
JOIN stg_documents USING (document_id)
LEFT JOIN stg_source_days AS days ON days.source_id = stg_documents.source_id AND days.day = stg_documents.day
WHERE stg_documents.day IS NOT NULL
