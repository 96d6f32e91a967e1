-- A month of which no day is known has no counts at all, and a month with a known day has all of them.
SELECT 'homeland_mentions_monthly' AS mart, diaspora, source_id AS "where", month
FROM homeland_mentions_monthly
WHERE (days_known = 0) <> (documents_naming IS NULL) OR (days_known = 0) <> (documents IS NULL)
UNION ALL
SELECT 'activity_monthly', diaspora, platform, month
FROM activity_monthly
WHERE (sources_known = 0) <> (documents IS NULL)
