-- Which texts were repeated most, and by whom first?
SELECT first.published_day, first.source_id, count(*) AS repeats, count(DISTINCT repeat.source_id) AS sources, first.title, first.url
FROM documents AS repeat
JOIN documents AS first ON first.document_id = repeat.duplicate_of
GROUP BY ALL
ORDER BY repeats DESC, first.published_day
