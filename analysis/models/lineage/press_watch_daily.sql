-- Articles of portals, kept because they name a community; what was looked at and not kept is in `passed_over`.
SELECT sum(kept) FROM press_watch_daily WHERE day >= DATE '2015-04-01';

SELECT document_id, published_day AS day, 1 AS counts
FROM documents
WHERE source_id IN (SELECT source_id FROM press_watch_daily) AND published_day >= DATE '2015-04-01';
