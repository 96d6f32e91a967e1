-- Fields that the newest ten documents of a source have clearly more seldom than those before: a quiet redesign.
-- Clearly: Wilson's 95 % intervals of the two shares do not touch. A source's first crawl is not judged.
WITH seen AS (
    SELECT
        source_id, published_day, title, words,
        first_seen_at > min(first_seen_at) OVER (PARTITION BY source_id) + INTERVAL 1 DAY AS is_later,
        row_number() OVER (PARTITION BY source_id ORDER BY first_seen_at DESC, document_id) <= 10 AS is_newest
    FROM documents
),

fields AS (
    SELECT source_id, is_newest, field, count(*) AS n, avg(is_there::INT) AS share
    FROM (
        SELECT source_id, is_newest, is_later, 'a date' AS field, published_day IS NOT NULL AS is_there FROM seen
        UNION ALL
        SELECT source_id, is_newest, is_later, 'a headline', title <> '' FROM seen
        UNION ALL
        SELECT source_id, is_newest, is_later, 'a text of 30 words or more', words >= 30 FROM seen
    )
    WHERE is_later OR NOT is_newest
    GROUP BY source_id, is_newest, field
),

limits AS (
    SELECT
        *,
        (share + 1.92 / n + 1.96 * sqrt(share * (1 - share) / n + 0.9604 / n ** 2)) / (1 + 3.84 / n) AS high,
        (share + 1.92 / n - 1.96 * sqrt(share * (1 - share) / n + 0.9604 / n ** 2)) / (1 + 3.84 / n) AS low
    FROM fields
)

SELECT
    'source/' || source_id || '/lacks ' || field AS key,
    source_id || ': of the newest ' || lately.n || ' documents ' || round(lately.share * lately.n)::BIGINT || ' have ' || field
        || '; before, ' || round(100 * before.share)::BIGINT || ' % had. The site was probably redesigned.' AS what,
    0 AS patience
FROM (SELECT * FROM limits WHERE is_newest AND n = 10) AS lately
JOIN (SELECT * FROM limits WHERE NOT is_newest AND n >= 30) AS before USING (source_id, field)
WHERE lately.high < before.low AND round((before.share - lately.share) * lately.n) >= 2  -- one page that lacks it is no redesign
ORDER BY key
