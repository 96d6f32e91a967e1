-- One row per document, with what its source is and the month it belongs to.
SELECT
    documents.document_id,                                          -- The document.
    documents.source_id,                                            -- Who published it.
    sources.kind AS source_kind,                                    -- `newspaper`, `centre`, `portal` (press watch) or `other`.
    sources.platform,                                               -- `web`, `youtube` or `facebook`.
    sources.diaspora AS source_diaspora,                            -- Community of the source; NULL for papers and portals.
    documents.kind,                                                 -- `article`, `page`, `post` or `video`.
    documents.language,                                             -- Main language of the text.
    CASE WHEN coalesce(methods.is_counted, true) THEN documents.published_day END AS day,  -- Local day of publication; NULL: undated, or read in a way that is too often wrong.
    date_trunc('month', day)::DATE AS month,                        -- First day of that month.
    documents.words,                                                -- Words in title and text.
    documents.duplicate_of IS NULL AS is_first,                     -- Whether it is the first publication of its text.
    captures.archive_file LIKE 'imported/%' AS is_imported          -- Whether its text is from an import, and not from a crawl of ours.
FROM documents
JOIN sources USING (source_id)
LEFT JOIN staging.stg_date_methods AS methods USING (published_method)
LEFT JOIN captures USING (capture_id)
