-- What was fetched as an article is a document or has a named reason, and no crawl vouches for a day whose articles mostly became none.
SELECT 'no document, no reason' AS fault, captures.crawl_id, captures.url, captures.outcome
FROM captures
ANTI JOIN document_captures USING (capture_id)
ANTI JOIN passed_over USING (capture_id)
WHERE captures.role = 'article' AND captures.outcome IN ('document', '')
UNION ALL
SELECT 'a crawl that read too little vouches', crawls.crawl_id, NULL, crawls.outcome
FROM crawls
JOIN (
    SELECT crawl_id, count(*) AS articles, count(*) FILTER (outcome NOT IN ('document', 'names no community')) AS unread
    FROM (
        SELECT crawl_id, document_url, arg_max(outcome, captured_at) AS outcome
        FROM captures
        WHERE role = 'article' AND NOT contains(outcome, ' leads to ')
        GROUP BY ALL
    )
    WHERE outcome NOT IN ('listing', 'home page', 'not html', 'feed', 'sitemap', 'password')
    GROUP BY crawl_id
) AS read USING (crawl_id)
WHERE crawls.via = 'live' AND crawls.covers_from IS NOT NULL AND unread >= 3 AND unread > 0.5 * articles
