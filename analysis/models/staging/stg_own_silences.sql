-- One row per community, platform, month and run of days on which all of its sources are known to have published nothing.
WITH days AS (
    SELECT diaspora, platform, date_trunc('month', day)::DATE AS month, day
    FROM stg_source_days
    WHERE diaspora IS NOT NULL
    GROUP BY ALL
    HAVING bool_and(is_known) AND sum(documents) = 0
)

SELECT
    diaspora,             -- The community.
    platform,             -- `web`, `youtube` or `facebook`.
    month,                -- First day of the month.
    min(day) AS since,    -- First silent day.
    count(*) AS days      -- Days in a row.
FROM (
    SELECT *, day - row_number() OVER (PARTITION BY diaspora, platform, month ORDER BY day)::INTEGER AS run FROM days
)
GROUP BY diaspora, platform, month, run
