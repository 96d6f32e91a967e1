-- What monthly marts count of a source is the sum of its known days.
WITH days AS (
    SELECT source_id, diaspora, platform, source_kind, date_trunc('month', day)::DATE AS month,
           count(*) FILTER (is_known) AS days_known,
           sum(documents) AS documents, sum(first_publications) AS first_publications, sum(words) AS words
    FROM intermediate.int_source_days
    GROUP BY ALL
)

SELECT 'homeland_mentions_monthly' AS mart, source_id AS "where", month, marts.documents AS counted, days.documents AS held
FROM homeland_mentions_monthly AS marts
JOIN days USING (source_id, month)
WHERE source_kind <> 'portal'
    AND (marts.documents, marts.words, marts.days_known) IS DISTINCT FROM (days.documents, days.words, days.days_known)
UNION ALL
SELECT 'press_visibility_monthly', source_id, month, marts.first_publications, days.first_publications
FROM press_visibility_monthly AS marts
JOIN days USING (source_id, month)
WHERE (marts.first_publications, marts.days_known) IS DISTINCT FROM (days.first_publications, days.days_known)
UNION ALL
SELECT 'activity_monthly', concat_ws(' / ', diaspora, platform), month, any_value(marts.documents), sum(days.documents)
FROM activity_monthly AS marts
LEFT JOIN days USING (diaspora, platform, month)
GROUP BY ALL
HAVING (any_value(marts.documents), any_value(marts.first_publications), any_value(marts.words))
    IS DISTINCT FROM (sum(days.documents), sum(days.first_publications), sum(days.words))
UNION ALL
SELECT 'classifier_features', diaspora, period_start, own_documents, documents
FROM classifier_features
LEFT JOIN (SELECT diaspora, month AS period_start, sum(documents) AS documents FROM days GROUP BY ALL) USING (diaspora, period_start)
WHERE period = 'month' AND own_documents IS DISTINCT FROM documents
UNION ALL
SELECT 'press_watch_daily', source_id, day, looked_at, documents
FROM press_watch_daily
JOIN coverage USING (source_id, day)
WHERE looked_at <> documents OR kept > looked_at
