-- One row per document published on a day that is known of its source. Measures over time count these and no others.
SELECT
    stg_documents.document_id,       -- The document.
    stg_documents.source_id,         -- Who published it.
    stg_documents.source_kind,       -- `newspaper`, `centre`, `portal` (press watch) or `other`.
    stg_documents.platform,          -- `web`, `youtube` or `facebook`.
    stg_documents.source_diaspora,   -- Community of the source; NULL for papers and portals.
    stg_documents.day,               -- Local day of publication.
    stg_documents.month,             -- First day of that month.
    stg_documents.language,          -- Main language of the text.
    stg_documents.words,             -- Words in title and text.
    stg_documents.is_first           -- Whether it is the first publication of its text.
FROM staging.stg_documents
SEMI JOIN (SELECT source_id, day FROM coverage WHERE is_known) USING (source_id, day)
