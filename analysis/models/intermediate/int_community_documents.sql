-- One row per document and community that it is relevant to, on days that are known.
SELECT
    document_diasporas.document_id,                                                      -- The document.
    document_diasporas.diaspora,                                                         -- The community.
    document_diasporas.relevance,                                                        -- `community`, `bilateral`, `sport`, `history`, `reverse_diaspora`, `homeland_news` or `other`.
    document_diasporas.chance_community,                                                 -- How likely it is `community`; NULL: the rules do not say how sure they are.
    document_diasporas.chance_bilateral,                                                 -- How likely it is `bilateral`; NULL as above.
    documents.source_id,                                                                 -- Who published it.
    documents.source_kind,                                                               -- `newspaper`, `centre`, `portal` (press watch) or `other`.
    coalesce(documents.source_diaspora = document_diasporas.diaspora, false) AS is_own,  -- Whether the source is the community's own.
    documents.language,                                                                  -- Language of the text.
    documents.day,                                                                       -- Local day of publication.
    documents.month,                                                                     -- First day of that month.
    documents.is_first                                                                   -- Whether it is the first publication of its text.
FROM document_diasporas
JOIN intermediate.int_known_documents AS documents USING (document_id)
