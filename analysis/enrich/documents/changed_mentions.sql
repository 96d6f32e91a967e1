-- How many documents that were read before have other mentions now.
SELECT count(DISTINCT document_id) FROM (
    (SELECT * FROM read_mentions EXCEPT ALL SELECT * FROM mentions WHERE document_id IN (FROM reread))
    UNION ALL
    (SELECT * FROM mentions WHERE document_id IN (FROM reread) EXCEPT ALL SELECT * FROM read_mentions)
) WHERE document_id IN (FROM reread)
