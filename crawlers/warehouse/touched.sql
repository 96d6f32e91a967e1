-- Documents and sources that what is incoming can change.

CREATE OR REPLACE TEMP TABLE touched AS
    SELECT document_id FROM incoming_documents
    UNION SELECT document_id FROM document_captures SEMI JOIN incoming_captures USING (capture_id)
    UNION SELECT document_id FROM document_captures SEMI JOIN stale_captures USING (capture_id)
    UNION SELECT d.document_id FROM documents d
          JOIN incoming_captures c ON c.source_id = d.source_id AND c.document_url = d.url;
CREATE OR REPLACE TEMP TABLE touched_sources AS
    SELECT source_id FROM incoming_captures
    UNION SELECT source_id FROM document_captures SEMI JOIN touched USING (document_id);
