-- The sources that had been crawled, or of which something had been captured.
SELECT * FROM sources
WHERE source_id IN (
    SELECT source_id FROM crawls WHERE coalesce(finished_at, started_at) < $end
    UNION
    SELECT source_id FROM document_captures WHERE captured_at < $end
)
