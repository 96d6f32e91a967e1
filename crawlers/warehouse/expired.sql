-- Captures by the door whose answers may not be kept, their documents and sources, and the documents that go with them;
-- how much was published on which day stays, as a number of our own.

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

INSERT INTO kept_counts
    SELECT source_id, kind, published_day, count(*), count(*) FILTER (duplicate_of IS NULL), sum(words)
    FROM documents
    WHERE (source_id, kind, published_day) IN (
        SELECT (source_id, kind, published_day) FROM documents SEMI JOIN lost USING (document_id)
        WHERE published_day IS NOT NULL
    )
    GROUP BY source_id, kind, published_day
    ON CONFLICT DO UPDATE SET
        documents = greatest(documents, excluded.documents),
        first_publications = greatest(first_publications, excluded.first_publications),
        words = greatest(words, excluded.words);
