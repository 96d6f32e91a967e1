-- When did each source first name each community, and in which document?
SELECT DISTINCT ON (mentions.diaspora, documents.source_id) mentions.diaspora, documents.source_id, published_day, surface, title, url
FROM mentions
JOIN documents USING (document_id)
WHERE target <> 'city' AND published_day IS NOT NULL
ORDER BY mentions.diaspora, documents.source_id, published_day, document_id, span_start
