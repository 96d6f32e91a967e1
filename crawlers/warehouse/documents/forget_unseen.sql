-- Texts and documents that no capture shows any more, of those in `touched`.

DELETE FROM document_versions
WHERE document_id IN (SELECT document_id FROM touched)
  AND (document_id, text_digest) NOT IN (
      SELECT (document_id, text_digest) FROM document_captures SEMI JOIN touched USING (document_id)
  );

DELETE FROM documents
WHERE document_id IN (SELECT document_id FROM touched)
  AND document_id NOT IN (SELECT document_id FROM document_captures SEMI JOIN touched USING (document_id));
