-- Crawls whose articles mostly became no documents, with the reasons and their numbers.

WITH answers AS (
    SELECT crawl_id, document_url, arg_max(outcome, captured_at) AS outcome
    FROM captures
    WHERE role = 'article' AND NOT contains(outcome, ' leads to ')
    GROUP BY ALL
),
counted AS (
    SELECT crawl_id, outcome, count(*) AS number, outcome NOT IN ('document', 'names no community') AS is_unread
    FROM answers
    WHERE outcome NOT IN ('listing', 'home page', 'not html', 'feed', 'sitemap', 'password')
    GROUP BY ALL
)
SELECT
    source_id,
    crawl_id,
    sum(number) FILTER (is_unread)::INT AS unread,
    sum(number)::INT AS articles,
    string_agg(number || ' ' || counted.outcome, ', ' ORDER BY number DESC, counted.outcome) FILTER (is_unread) AS why
FROM counted
JOIN crawls USING (crawl_id)
WHERE via = 'live' AND crawls.outcome IN ('complete', 'partial')
GROUP BY source_id, crawl_id, started_at
HAVING unread >= $fewest AND unread > $mostly * articles
ORDER BY source_id, started_at
