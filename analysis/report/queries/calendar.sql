-- What is known of each month of each source: documents held and counted, days known and silent, and the state of most of its unknown days.
WITH held AS (
    SELECT source_id, date_trunc('month', published_day)::DATE AS month, count(*) AS held FROM documents WHERE published_day IS NOT NULL GROUP BY ALL
),

known AS (
    SELECT
        source_id, date_trunc('month', day)::DATE AS month, any_value(day(last_day(day))) AS days_in_month,
        count(*) FILTER (is_known) AS days_known,
        count(*) FILTER (state = 'silent') AS days_silent,
        coalesce(mode(state) FILTER (NOT is_known), 'observed') AS unknown_state,
        sum(documents)::BIGINT AS counted
    FROM coverage
    GROUP BY ALL
)

SELECT
    source_id, month, days_in_month AS days, days_known, days_silent,
    CASE
        WHEN days_known = 0 THEN unknown_state
        WHEN days_known < days_in_month THEN 'partial'
        WHEN days_silent = days_in_month THEN 'silent'
        ELSE 'observed'
    END AS state,
    coalesce(held, 0) AS held, counted
FROM known
LEFT JOIN held USING (source_id, month)
ORDER BY source_id, month
