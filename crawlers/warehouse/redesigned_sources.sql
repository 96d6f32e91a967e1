-- Sources and fields whose newest articles in a row all lack what earlier ones had, by edition.

WITH shown AS (
    SELECT captures.source_id, captures.crawl_id, captures.captured_at, captures.url, captures.outcome,
           regexp_extract(captures.url, $edition, 1) AS edition,
           document_captures.published_day, document_captures.extraction
    FROM captures
    JOIN crawls ON crawls.crawl_id = captures.crawl_id AND crawls.via = 'live'
    LEFT JOIN document_captures USING (capture_id)
    WHERE captures.role = 'article' AND captures.status = 200
      AND captures.outcome NOT IN ('names no community', 'error page', 'password', 'not html')
),
judged AS (
    SELECT source_id, crawl_id, captured_at, url, edition, unnest([
        {field: 'title', bad: CASE WHEN outcome IN ('document', 'no title') THEN outcome = 'no title' END},
        {field: 'text', bad: outcome NOT IN ('document', 'no title')},
        {field: 'date', bad: CASE WHEN outcome = 'document' THEN published_day IS NULL END},
        {field: 'markup', bad: CASE WHEN outcome = 'document' THEN extraction = 'generic' END}
    ], recursive := true)
    FROM shown
),
parted AS (
    SELECT *, captured_at > coalesce(max(captured_at) FILTER (NOT bad) OVER (PARTITION BY source_id, edition, field), TIMESTAMP '0001-01-01') AS in_tail
    FROM judged
    WHERE bad IS NOT NULL  -- walls and errors say nothing of how the site writes its pages
)
SELECT
    source_id,
    field,
    arg_min(url, captured_at) FILTER (in_tail) AS first_bad,
    count(*) FILTER (in_tail) AS lately,
    min(captured_at) FILTER (in_tail) AS since
FROM parted
GROUP BY source_id, edition, field
HAVING lately >= $in_a_row
   AND count(*) FILTER (NOT in_tail) >= $before
   AND coalesce(avg(bad::INT) FILTER (NOT in_tail), 1) < $bad_before
ORDER BY source_id, lately DESC, list_position(['title', 'text', 'date', 'markup'], field)
