-- What tells of Polish commemoration in May 2016.
SELECT documents FROM community_events_monthly WHERE diaspora = 'polish' AND topic = 'memorial' AND month = DATE '2016-05-01';

SELECT document_id, day, 1 AS counts
FROM intermediate.int_community_events
WHERE diaspora = 'polish' AND topic = 'memorial' AND month = DATE '2016-05-01';
