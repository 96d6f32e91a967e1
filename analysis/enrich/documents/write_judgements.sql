-- What a batch was found to be takes the place of what was there.
DELETE FROM document_diasporas WHERE document_id IN (SELECT document_id FROM judged_documents);
DELETE FROM document_topics WHERE document_id IN (SELECT document_id FROM judged_documents);
DELETE FROM unlikely_topics WHERE document_id IN (SELECT document_id FROM judged_documents);
INSERT INTO document_diasporas BY NAME FROM judged_diasporas;
INSERT INTO document_topics BY NAME FROM judged_topics;
INSERT INTO unlikely_topics BY NAME FROM judged_unlikely_topics;
INSERT OR REPLACE INTO judgements BY NAME FROM judged_documents;
