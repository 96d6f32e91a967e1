-- Where no day is known there is no count, and where one is there are all: told from `coverage` alone, and from what only numbers are kept of.
WITH dropped AS (
    SELECT kept_counts.source_id, kept_counts.day
    FROM kept_counts
    LEFT JOIN documents ON documents.source_id = kept_counts.source_id AND published_day = kept_counts.day AND documents.kind = kept_counts.kind
    GROUP BY ALL
    HAVING any_value(kept_counts.documents) > count(document_id)
),

known AS (
    SELECT diaspora, kind, platform, source_id, date_trunc('month', coverage.day)::DATE AS month,
           bool_or(is_known) AS is_known,
           bool_or(is_known) AND NOT bool_or(is_known AND dropped.day IS NOT NULL) AS is_readable,
           bool_or(is_known AND dropped.day IS NULL) AS has_texts
    FROM coverage
    JOIN sources USING (source_id)
    LEFT JOIN dropped USING (source_id, day)
    GROUP BY ALL
),

own AS (
    SELECT diaspora, month, bool_or(is_known) AS own_known, bool_or(has_texts) AS own_readable
    FROM known
    WHERE diaspora IS NOT NULL
    GROUP BY ALL
),

papers AS (
    SELECT month, bool_or(is_known) AS press_known FROM known WHERE kind = 'newspaper' GROUP BY ALL
),

months AS (
    SELECT diaspora, month, coalesce(own_known, false) AS own_known, coalesce(press_known, false) AS press_known,
           coalesce(own_readable, false) AS own_readable,
           coalesce(own_readable, press_known, false) AS life_known  -- of a community that had no source to ask, papers suffice
    FROM diasporas
    CROSS JOIN (SELECT DISTINCT month FROM known)
    LEFT JOIN own USING (diaspora, month)
    LEFT JOIN papers USING (month)
)

SELECT 'homeland_mentions_monthly' AS mart, marts.diaspora, source_id AS "where", month
FROM homeland_mentions_monthly AS marts
JOIN known USING (source_id, month)
WHERE is_readable <> (documents_naming IS NOT NULL) OR is_readable <> (mentions IS NOT NULL)
    OR (is_known AND kind <> 'portal') <> (documents IS NOT NULL)
UNION ALL
SELECT 'press_visibility_monthly', marts.diaspora, source_id, month
FROM press_visibility_monthly AS marts
JOIN known USING (source_id, month)
WHERE is_known <> (community IS NOT NULL) OR is_known <> (first_publications IS NOT NULL) OR is_known <> (titles IS NOT NULL)
UNION ALL
SELECT 'activity_monthly', diaspora, platform, month
FROM activity_monthly AS marts
LEFT JOIN (SELECT diaspora, platform, month, bool_or(is_known) AS is_known FROM known GROUP BY ALL) USING (diaspora, platform, month)
WHERE coalesce(is_known, false) <> (documents IS NOT NULL) OR coalesce(is_known, false) <> (active_weeks IS NOT NULL)
    OR NOT coalesce(is_known, false) AND coalesce(views, engagement, longest_silence, topics) IS NOT NULL
UNION ALL
SELECT 'two_way', diaspora, NULL, month
FROM two_way
JOIN months USING (diaspora, month)
WHERE own_readable <> (to_homeland IS NOT NULL) OR life_known <> (from_homeland IS NOT NULL)
UNION ALL
SELECT 'community_events_monthly', diaspora, topic, month
FROM community_events_monthly
JOIN months USING (diaspora, month)
WHERE life_known <> (documents IS NOT NULL)
UNION ALL
SELECT 'classifier_features', months.diaspora, period, period_start
FROM classifier_features
JOIN months ON months.diaspora = classifier_features.diaspora AND month = period_start
WHERE period = 'month'
    AND (own_known <> (own_documents IS NOT NULL) OR own_known <> (own_active_weeks IS NOT NULL)
        OR press_known <> (press_documents_naming IS NOT NULL) OR life_known <> (events IS NOT NULL)
        OR life_known <> (breadth IS NOT NULL))
UNION ALL
SELECT 'lived_experience', diaspora, period, period_end
FROM lived_experience
WHERE index IS NOT NULL AND known_weight < (SELECT value FROM thresholds WHERE threshold = 'known_weight')
    OR rank IS NOT NULL AND index IS NULL
