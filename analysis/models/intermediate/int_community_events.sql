-- One row per first publication on a community's life and type of event in it, on days that are known.
SELECT
    documents.document_id,      -- The document.
    documents.diaspora,         -- The community.
    document_topics.topic,      -- Type of event.
    document_topics.domain,     -- Domain of interaction it belongs to.
    topics.is_folklore,         -- Whether the type counts as folklore.
    documents.source_id,        -- Who published it.
    documents.day,              -- Local day of publication.
    documents.month             -- First day of that month.
FROM intermediate.int_community_documents AS documents
JOIN document_topics USING (document_id)
JOIN topics USING (topic)
WHERE documents.relevance = 'community' AND documents.is_first
