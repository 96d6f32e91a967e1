-- What each community's events of the month were, by type, the most frequent first.
SELECT diaspora, string_agg(topic || ' (' || documents || ')', ', ' ORDER BY documents DESC, topic) AS events
FROM community_events_monthly
WHERE month = $month AND documents > 0
GROUP BY diaspora
ORDER BY diaspora
