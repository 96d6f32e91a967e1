-- Captures by the door whose answers may not be kept, their documents and sources, and the documents that go with them.

CREATE OR REPLACE TEMP TABLE expired AS
    SELECT capture_id FROM captures JOIN crawls USING (crawl_id)
    WHERE crawls.discovery = $door AND captures.captured_at < $before;

CREATE OR REPLACE TEMP TABLE touched AS
    SELECT DISTINCT document_id FROM document_captures SEMI JOIN expired USING (capture_id);
CREATE OR REPLACE TEMP TABLE touched_sources AS
    SELECT DISTINCT source_id FROM captures SEMI JOIN expired USING (capture_id);
CREATE OR REPLACE TEMP TABLE lost AS
    FROM touched ANTI JOIN (SELECT document_id FROM document_captures ANTI JOIN expired USING (capture_id)) kept
        USING (document_id);
