-- What became of the archived responses that were fetched as articles, posts or videos.
SELECT outcome, count(*) AS captures FROM captures
WHERE role IS NULL OR role NOT IN ('api', 'feed', 'sitemap', 'list', 'robots')
GROUP BY ALL ORDER BY captures DESC, outcome
