CREATE OR REPLACE TEMP TABLE reread AS
SELECT document_id FROM read_documents JOIN enrichments USING (document_id);
