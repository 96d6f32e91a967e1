-- Of which spans of days is nothing known, source by source, and why?
SELECT source_id, state, min(day) AS since, max(day) AS "until", count(*) AS days
FROM (
    SELECT source_id, day, state, day - (row_number() OVER (PARTITION BY source_id, state ORDER BY day))::INTEGER AS run
    FROM coverage
    WHERE NOT is_known
)
GROUP BY source_id, state, run
ORDER BY days DESC, source_id
