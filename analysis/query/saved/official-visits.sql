-- Which documents tell of an official visit or a scholarship, newest first?
SELECT published_day, source_id, topic, title, url
FROM document_topics
JOIN documents USING (document_id)
WHERE topic IN ('official_visit', 'scholarship') AND duplicate_of IS NULL
ORDER BY published_day DESC NULLS LAST, title
