-- Events told of Polish life over the study's window: what `breadth`, `domains` and `folklorisation` are made of.
SELECT events FROM lived_experience WHERE diaspora = 'polish' AND period = 'window:study';

SELECT document_id, day, count(*) AS counts
FROM intermediate.int_community_events
JOIN windows ON day BETWEEN since AND "until" AND window_name = 'study'
WHERE diaspora = 'polish'
GROUP BY ALL;
