-- Documents that are older than their source lets keep, by the day of publication, or where none is known by when they were first seen.
SELECT source_id, document_id
FROM documents
JOIN (SELECT unnest($sources) AS source_id, unnest($days) AS days) AS kept USING (source_id)
WHERE coalesce(published_day, first_seen_at::DATE) < $today - days
