-- The grain that each mart states is its key: no two rows share it.
SELECT 'activity_monthly' AS mart, concat_ws(' / ', diaspora, platform, month) AS "key", count(*) AS "rows"
FROM activity_monthly GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'homeland_mentions_monthly', concat_ws(' / ', diaspora, source_id, month), count(*)
FROM homeland_mentions_monthly GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'coverage', concat_ws(' / ', source_id, day), count(*)
FROM coverage GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'source_health', source_id, count(*)
FROM source_health GROUP BY ALL HAVING count(*) > 1
