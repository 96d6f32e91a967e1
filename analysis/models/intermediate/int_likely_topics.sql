-- One row per document and type of event that it is or might be about.
SELECT
    document_id,                             -- The document.
    topic,                                   -- Type of event.
    coalesce(probability, 1) AS probability  -- How likely it is about it; 1 where the rules do not say.
FROM document_topics
UNION ALL
SELECT document_id, topic, probability FROM unlikely_topics
