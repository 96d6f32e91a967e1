-- The grain that each mart states is its key: no two rows share it.
SELECT 'activity_monthly' AS mart, concat_ws(' / ', diaspora, platform, month) AS "key", count(*) AS "rows"
FROM activity_monthly GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'homeland_mentions_monthly', concat_ws(' / ', diaspora, source_id, month), count(*)
FROM homeland_mentions_monthly GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'press_visibility_monthly', concat_ws(' / ', diaspora, source_id, month), count(*)
FROM press_visibility_monthly GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'community_events_monthly', concat_ws(' / ', diaspora, month, topic), count(*)
FROM community_events_monthly GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'two_way', concat_ws(' / ', diaspora, month), count(*)
FROM two_way GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'lived_experience', concat_ws(' / ', diaspora, period, period_start), count(*)
FROM lived_experience GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'typology', concat_ws(' / ', diaspora, as_of, basis), count(*)
FROM typology GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'classifier_features', concat_ws(' / ', diaspora, period, period_start), count(*)
FROM classifier_features GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'coverage', concat_ws(' / ', source_id, day), count(*)
FROM coverage GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'source_health', source_id, count(*)
FROM source_health GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'press_watch_daily', concat_ws(' / ', source_id, day), count(*)
FROM press_watch_daily GROUP BY source_id, day HAVING count(*) > 1
UNION ALL
SELECT 'shifts', concat_ws(' / ', diaspora, series, month), count(*)
FROM shifts GROUP BY ALL HAVING count(*) > 1
