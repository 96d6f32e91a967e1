-- What types of event are told of each community's life? First publications on days known completely.
SELECT diaspora, "domain", topic, sum(documents)::BIGINT AS documents
FROM community_events_monthly
GROUP BY ALL
HAVING sum(documents) > 0
ORDER BY diaspora, documents DESC
