-- What the Polish centres' own sites first published in May 2016.
SELECT first_publications FROM activity_monthly WHERE diaspora = 'polish' AND platform = 'web' AND month = DATE '2016-05-01';

SELECT document_id, day, 1 AS counts
FROM intermediate.int_known_documents
WHERE source_diaspora = 'polish' AND platform = 'web' AND month = DATE '2016-05-01' AND is_first;
