-- Which sources are not good, and what does the last attempt say?
SELECT source_id, diaspora, health, last_attempt, reason
FROM source_health
WHERE health <> 'good'
ORDER BY last_attempt IS NULL, health, source_id
