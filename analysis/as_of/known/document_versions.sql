-- The texts that had been seen.
SELECT * FROM document_versions
SEMI JOIN (SELECT * FROM document_captures WHERE captured_at < $end) USING (document_id, text_digest)
