-- One row per community, axis and date of the typology on which enough coded statements hold: their sum, and the chance that it is high.
-- Chance: the statements are drawn anew with replacement, as many as there are, a thousand times.
WITH dates AS (
    SELECT as_of FROM intermediate.int_study_dates
    UNION
    SELECT period_end FROM lived_experience WHERE index IS NOT NULL
),

sums AS (
    SELECT diaspora, axis, as_of, list(weight ORDER BY statement) AS weights, sum(weight) AS total, count(*) AS n
    FROM evidence
    JOIN dates ON as_of BETWEEN coalesce(since, as_of) AND coalesce("until", as_of)
    GROUP BY ALL
    HAVING n >= (SELECT value FROM thresholds WHERE threshold = 'statements')
),

resampled AS (
    SELECT diaspora, axis, weights, draw,
           sum(weights[1 + (md5_number_lower(concat_ws('/', diaspora, axis, draw, slot)) % n::UBIGINT)::BIGINT]) AS total
    FROM (SELECT DISTINCT diaspora, axis, weights, n FROM sums)
    CROSS JOIN intermediate.int_draws
    CROSS JOIN LATERAL (SELECT unnest(range(n)) AS slot) AS slots
    GROUP BY ALL
),

chances AS (
    SELECT diaspora, axis, weights,
           avg((total > (SELECT value FROM thresholds WHERE threshold = 'more_than'))::INTEGER) AS chance
    FROM resampled
    GROUP BY ALL
)

SELECT
    sums.diaspora,          -- The community.
    sums.axis,              -- `formalisation` or `experience`.
    sums.as_of,             -- The date.
    sums.total,             -- Sum of the weights of the statements that hold.
    sums.n AS statements,   -- How many they are.
    sums.total > (SELECT value FROM thresholds WHERE threshold = 'more_than') AS is_high,  -- Whether the sum is high.
    chances.chance          -- Share of the draws in which it is.
FROM sums
JOIN chances USING (diaspora, axis, weights)
