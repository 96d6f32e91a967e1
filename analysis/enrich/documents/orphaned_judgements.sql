-- What was judged of documents that are no more.
DELETE FROM document_diasporas WHERE document_id NOT IN (SELECT document_id FROM documents);
DELETE FROM document_topics WHERE document_id NOT IN (SELECT document_id FROM documents);
DELETE FROM unlikely_topics WHERE document_id NOT IN (SELECT document_id FROM documents);
DELETE FROM judgements WHERE document_id NOT IN (SELECT document_id FROM documents);
