-- What The Astana Times printed on the life of the Polish community in May 2015.
SELECT community FROM press_visibility_monthly WHERE diaspora = 'polish' AND source_id LIKE 'astana-times%' AND month = DATE '2015-05-01';

SELECT document_id, day, 1 AS counts
FROM intermediate.int_community_documents
WHERE diaspora = 'polish' AND relevance = 'community' AND is_first
    AND source_id LIKE 'astana-times%' AND month = DATE '2015-05-01';
