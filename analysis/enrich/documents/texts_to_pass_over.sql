-- One batch of them.
SELECT document_id, title, text, "language"
FROM documents JOIN perhaps_untouched USING (document_id)
WHERE n BETWEEN $first AND $last
