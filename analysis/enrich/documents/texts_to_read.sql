-- One batch of them.
SELECT document_id, title, text, published_day, text_digest
FROM documents JOIN (SELECT document_id FROM stale WHERE n BETWEEN $first AND $last) USING (document_id)
