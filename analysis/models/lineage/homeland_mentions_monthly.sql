-- How often The Astana Times named the Polish community in May 2015.
SELECT mentions FROM homeland_mentions_monthly WHERE diaspora = 'polish' AND source_id LIKE 'astana-times%' AND month = DATE '2015-05-01';

SELECT document_id, day, mentions AS counts
FROM intermediate.int_known_documents
JOIN intermediate.int_document_mentions USING (document_id)
WHERE diaspora = 'polish' AND source_id LIKE 'astana-times%' AND month = DATE '2015-05-01';
