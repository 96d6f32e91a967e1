-- How often the posts and videos of a community's accounts were seen and answered, as last read.
SELECT diaspora, platform, sum(posts + videos)::BIGINT AS published, sum(views) FILTER (documents > 0)::BIGINT AS views,
       sum(engagement) FILTER (documents > 0)::BIGINT AS engagement
FROM activity_monthly
WHERE platform <> 'web' AND month BETWEEN $since AND $until
GROUP BY ALL
HAVING sum(documents) > 0
ORDER BY ALL
