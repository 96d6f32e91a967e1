-- What was read in documents that are no more.
DELETE FROM mentions WHERE document_id NOT IN (SELECT document_id FROM documents);
DELETE FROM unlikely_mentions WHERE document_id NOT IN (SELECT document_id FROM documents);
DELETE FROM document_languages WHERE document_id NOT IN (SELECT document_id FROM documents);
DELETE FROM enrichments WHERE document_id NOT IN (SELECT document_id FROM documents);
