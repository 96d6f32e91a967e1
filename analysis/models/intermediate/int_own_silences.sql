-- One row per community, platform and month with a day that is known of all its sources: the longest run of such days without a document.
WITH days AS (
    SELECT diaspora, platform, date_trunc('month', day)::DATE AS month, day, sum(documents) = 0 AS is_silent
    FROM intermediate.int_source_days
    WHERE diaspora IS NOT NULL
    GROUP BY ALL
    HAVING bool_and(is_known)
),

runs AS (
    SELECT diaspora, platform, month, CASE WHEN is_silent THEN count(*) ELSE 0 END AS days
    FROM (
        SELECT *, day - row_number() OVER (PARTITION BY diaspora, platform, month, is_silent ORDER BY day)::INTEGER AS run
        FROM days
    )
    GROUP BY diaspora, platform, month, is_silent, run
)

SELECT
    diaspora,                            -- The community.
    platform,                            -- `web`, `youtube` or `facebook`.
    month,                               -- First day of the month.
    max(days) AS longest_silence         -- Days in a row; 0: something was published on each.
FROM runs
GROUP BY diaspora, platform, month
