-- First publications on a community's life, by the type of event they tell of, any source, on known days; a text may tell of several.
SELECT diaspora, name, topic, "domain", sum(documents)::BIGINT AS documents
FROM community_events_monthly
JOIN diasporas USING (diaspora)
WHERE month BETWEEN $since AND $until
GROUP BY ALL
ORDER BY name, "domain", topic
