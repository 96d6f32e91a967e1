-- The documents whose text and day were then what they are `today`, with their language.
CREATE TEMP TABLE unchanged AS
SELECT document_id, today."language"
FROM documents
JOIN today USING (document_id, text_digest)
WHERE documents.published_day IS NOT DISTINCT FROM today.published_day
