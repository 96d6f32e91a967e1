-- Sources of which some days of the month are not known, by the state of those days, and what the last attempt said.
SELECT
    coverage.source_id,
    coverage.state,
    count(*) AS days,
    any_value(source_health.reason) AS reason
FROM coverage
JOIN source_health USING (source_id)
WHERE NOT is_known AND day BETWEEN $month AND last_day($month) AND source_health.kind <> 'other'
GROUP BY coverage.source_id, coverage.state
ORDER BY days DESC, coverage.source_id
