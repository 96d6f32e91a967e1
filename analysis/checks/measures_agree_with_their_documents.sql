-- What the marts add up is what the documents say: events, press and mentions have the same totals where they are known.
WITH told AS (
    SELECT diaspora, month, count(*) AS events FROM stg_community_events GROUP BY ALL
),

counted AS (
    SELECT diaspora, month, sum(documents) AS events FROM community_events_monthly GROUP BY ALL
),

named AS (
    SELECT diaspora, source_id, month, count(*) AS documents, sum(mentions) AS mentions
    FROM stg_document_mentions
    JOIN stg_documents USING (document_id)
    WHERE month IS NOT NULL
    GROUP BY ALL
)

SELECT 'community_events_monthly' AS mart, diaspora, month, coalesce(counted.events, 0) AS counted, coalesce(told.events, 0) AS held
FROM counted
FULL JOIN told USING (diaspora, month)
WHERE month <= (SELECT max(period_end) FROM stg_periods WHERE period = 'month') AND coalesce(counted.events, 0) <> coalesce(told.events, 0)
UNION ALL
SELECT 'classifier_features', diaspora, period_start, classifier_features.events, told.events
FROM classifier_features
JOIN told USING (diaspora)
WHERE period = 'month' AND told.month = period_start AND classifier_features.events <> told.events
UNION ALL
SELECT 'homeland_mentions_monthly', diaspora, month, marts.mentions, coalesce(named.mentions, 0)
FROM homeland_mentions_monthly AS marts
LEFT JOIN named USING (diaspora, source_id, month)
WHERE marts.mentions <> coalesce(named.mentions, 0) OR marts.documents_naming <> coalesce(named.documents, 0)
