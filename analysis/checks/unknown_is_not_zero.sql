-- A month of which no day is known has no counts at all, and a month with a known day has all of them, but for what portals published.
SELECT 'homeland_mentions_monthly' AS mart, homeland_mentions_monthly.diaspora, source_id AS "where", month
FROM homeland_mentions_monthly
LEFT JOIN sources USING (source_id)
WHERE (days_known = 0) <> (documents_naming IS NULL)
    OR (days_known = 0 OR sources.kind IS NOT DISTINCT FROM 'portal') <> (documents IS NULL)
UNION ALL
SELECT 'press_visibility_monthly', diaspora, source_id, month
FROM press_visibility_monthly
WHERE (days_known = 0) <> (community IS NULL) OR (days_known = 0) <> (first_publications IS NULL)
UNION ALL
SELECT 'activity_monthly', diaspora, platform, month
FROM activity_monthly
WHERE (sources_known = 0) <> (documents IS NULL) OR (sources_known = 0) <> (longest_silence IS NULL)
UNION ALL
SELECT 'two_way', diaspora, NULL, month
FROM two_way
WHERE (own_days_known = 0) <> (to_homeland IS NULL) OR (own_days_known + press_days_known = 0) <> (from_homeland IS NULL)
UNION ALL
SELECT 'classifier_features', diaspora, period, period_start
FROM classifier_features
WHERE (own_days_known = 0) <> (own_documents IS NULL)
    OR (press_days_known = 0) <> (press_documents_naming IS NULL)
    OR (own_days_known + press_days_known = 0) <> (events IS NULL)
UNION ALL
SELECT 'lived_experience', diaspora, period, period_end
FROM lived_experience
WHERE index IS NOT NULL AND known_weight < (SELECT value FROM thresholds WHERE threshold = 'known_weight')
