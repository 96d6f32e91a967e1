-- The whole text of a document, for a report that is not passed on.
SELECT document_id, text
FROM listed
JOIN documents USING (document_id)
WHERE position BETWEEN $first AND $last
ORDER BY position
