-- How the days of publication were read, and how exactly; undated documents stay out of every count over time.
SELECT coalesce(published_method, 'undated') AS method, coalesce(published_precision, '') AS precision, count(*) AS documents
FROM documents
GROUP BY ALL
ORDER BY documents DESC, method
