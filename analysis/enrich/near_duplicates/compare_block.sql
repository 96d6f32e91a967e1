-- What repeats what among the documents of a block, and between them and those of the block before.

DELETE FROM near_duplicates WHERE block = $block;

-- The documents of a block and the two before it, in order of publication.
CREATE OR REPLACE TEMP TABLE near AS
SELECT
    document_id, block, text_hash, shingles,
    coalesce(published_day, first_seen_at::DATE) AS day,
    row_number() OVER (ORDER BY published_day NULLS LAST, published_at NULLS LAST, first_seen_at, document_id) AS n
FROM document_shingles
WHERE block BETWEEN $block - 2 AND $block;

-- Of a block and the one before it, the shingles that another document has, too.
CREATE OR REPLACE TEMP TABLE shared AS
WITH every AS (
    SELECT n, block, unnest(shingles) AS shingle FROM near
),
counted AS (
    SELECT
        shingle,
        count(*) FILTER (block < $block) AS documents_before,
        count(*) FILTER (block > $block - 2) AS documents
    FROM every
    GROUP BY shingle
    HAVING documents > 1 OR documents_before > $boilerplate
)
SELECT n, shingle, CASE block WHEN $block THEN documents ELSE documents_before END > $boilerplate AS is_boilerplate
FROM every JOIN counted USING (shingle)
WHERE block > $block - 2;

CREATE OR REPLACE TEMP TABLE sizes AS
WITH counted AS (
    SELECT n, count(*) FILTER (is_boilerplate) AS boilerplate, count(*) FILTER (NOT is_boilerplate) AS size_shared
    FROM shared
    GROUP BY n
)
SELECT
    n, document_id, block, day, text_hash,
    len(shingles) - coalesce(boilerplate, 0) AS size,
    coalesce(size_shared, 0) AS size_shared
FROM near LEFT JOIN counted USING (n)
WHERE block > $block - 2;

INSERT INTO near_duplicates BY NAME
WITH suspects AS (  -- a text that shares too little with all others together is no reprint, and no original of a longer one
    SELECT n FROM sizes WHERE size >= $shortest_text AND size_shared >= $contained * size
),
common AS (
    SELECT shorter.n AS shorter, longer.n AS longer, count(*) AS n_common
    FROM (FROM shared SEMI JOIN suspects USING (n)) AS shorter
    JOIN shared AS longer ON longer.shingle = shorter.shingle AND longer.n <> shorter.n
    WHERE NOT shorter.is_boilerplate AND NOT longer.is_boilerplate
    GROUP BY ALL
),
pairs AS (
    SELECT least(shorter.n, longer.n) AS earlier, greatest(shorter.n, longer.n) AS later
    FROM common
    JOIN sizes AS shorter ON shorter.n = common.shorter
    JOIN sizes AS longer ON longer.n = common.longer
    WHERE shorter.size BETWEEN $shortest_share * longer.size AND longer.size AND n_common >= $contained * shorter.size
    UNION ALL
    SELECT min(n) OVER copies, n
    FROM sizes
    WHERE text_hash IS NOT NULL
    WINDOW copies AS (PARTITION BY text_hash ORDER BY day RANGE BETWEEN $window_days PRECEDING AND $window_days FOLLOWING)
)
SELECT later.document_id, min_by(earlier.document_id, earlier.n) AS earlier_id, $block AS block
FROM pairs
JOIN sizes AS earlier ON earlier.n = pairs.earlier
JOIN sizes AS later ON later.n = pairs.later
WHERE earlier.n < later.n
  AND $block IN (earlier.block, later.block)
  AND abs(later.day - earlier.day) <= $window_days
GROUP BY later.document_id;
