-- One row per period that is measured: each month, quarter and rolling year that anything is known of, and the study's windows.
WITH months AS (
    SELECT DISTINCT date_trunc('month', day)::DATE AS month FROM coverage
),

reach AS (
    SELECT min(day) AS first_known, max(day) AS last_known FROM coverage WHERE is_known
),

every AS (
    SELECT 'month' AS period, month AS period_start, last_day(month) AS period_end FROM months
    UNION
    SELECT 'quarter', date_trunc('quarter', month)::DATE, last_day((date_trunc('quarter', month) + INTERVAL 2 MONTH)::DATE)
    FROM months
    UNION
    SELECT 'rolling_year', (month - INTERVAL 11 MONTH)::DATE, last_day(month)
    FROM months
    JOIN reach ON (month - INTERVAL 11 MONTH)::DATE >= date_trunc('month', first_known)::DATE
    UNION
    SELECT 'window:' || window_name, since, until FROM windows
)

SELECT
    period,        -- `month`, `quarter`, `rolling_year` (twelve months to a month's end) or `window:` and its name.
    period_start,  -- First day.
    period_end     -- Last day.
FROM every
JOIN reach ON period_end <= last_known
