-- What reading a batch gave takes the place of what was there.
DELETE FROM mentions WHERE document_id IN (FROM reread);
DELETE FROM unlikely_mentions WHERE document_id IN (FROM reread);
DELETE FROM document_languages WHERE document_id IN (FROM reread);

INSERT INTO document_languages BY NAME FROM read_languages;
INSERT INTO mentions BY NAME FROM read_mentions;
INSERT INTO unlikely_mentions BY NAME FROM read_unlikely;

UPDATE documents SET "language" = read_documents."language"
FROM read_documents
WHERE documents.document_id = read_documents.document_id
  AND documents."language" IS DISTINCT FROM read_documents."language";

INSERT OR REPLACE INTO enrichments SELECT document_id, text_digest, $rules FROM read_documents;
