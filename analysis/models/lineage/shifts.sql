-- A month of the series `activity` in which German shifts are sought.
SELECT own_first_publications FROM intermediate.int_measured WHERE diaspora = 'german' AND period = 'month' AND period_start = DATE '2015-10-01';

SELECT document_id, day, 1 AS counts
FROM intermediate.int_known_documents
WHERE source_diaspora = 'german' AND month = DATE '2015-10-01' AND is_first;
