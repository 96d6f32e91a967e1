-- Which office holders and institutions of the homelands are named most?
SELECT diaspora, target, surface, count(*) AS mentions, count(DISTINCT document_id) AS documents
FROM mentions
WHERE target IN ('office_holder', 'institution')
GROUP BY ALL
ORDER BY mentions DESC, surface
LIMIT 100
