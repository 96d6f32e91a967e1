-- What marts add up is what documents say, one by one: events, contacts, mentions and classes have the same totals where they are known.
WITH events AS (
    SELECT diaspora, month, count(*) AS held FROM intermediate.int_community_events GROUP BY ALL
),

contacts AS (
    SELECT diaspora, month, count(*) AS held FROM intermediate.int_contacts GROUP BY ALL
),

named AS (
    SELECT diaspora, source_id, month, count(*) AS documents, sum(mentions) AS held
    FROM intermediate.int_document_mentions
    JOIN intermediate.int_known_documents USING (document_id)
    GROUP BY ALL
),

classed AS (
    SELECT diaspora, source_id, month, count(*) AS held FROM intermediate.int_community_documents WHERE is_first GROUP BY ALL
),

read AS (
    SELECT source_id, published_day AS day, count(*) AS held FROM documents GROUP BY ALL
)

SELECT 'community_events_monthly' AS mart, diaspora, NULL AS source_id, month, sum(documents) AS counted, coalesce(any_value(held), 0) AS held
FROM community_events_monthly
LEFT JOIN events USING (diaspora, month)
GROUP BY ALL
HAVING counted <> coalesce(any_value(events.held), 0)
UNION ALL
SELECT 'classifier_features', marts.diaspora, NULL, period_start, marts.events, coalesce(held, 0)
FROM classifier_features AS marts
LEFT JOIN events ON events.diaspora = marts.diaspora AND events.month = period_start
WHERE period = 'month' AND marts.events <> coalesce(held, 0)
UNION ALL
SELECT 'two_way', diaspora, NULL, month, two_way.contacts, coalesce(held, 0)
FROM two_way
LEFT JOIN contacts USING (diaspora, month)
WHERE two_way.contacts <> coalesce(held, 0)
UNION ALL
SELECT 'homeland_mentions_monthly', diaspora, source_id, month, marts.mentions, coalesce(held, 0)
FROM homeland_mentions_monthly AS marts
LEFT JOIN named USING (diaspora, source_id, month)
WHERE marts.mentions <> coalesce(held, 0) OR marts.documents_naming <> coalesce(named.documents, 0)
UNION ALL
SELECT 'press_visibility_monthly', diaspora, source_id, month,
       community + bilateral + history + sport + reverse_diaspora + homeland_news + other AS counted, coalesce(held, 0)
FROM press_visibility_monthly
LEFT JOIN classed USING (diaspora, source_id, month)
WHERE counted <> coalesce(held, 0)
UNION ALL
SELECT 'press_watch_daily', NULL, marts.source_id, marts.day, kept, coalesce(held, 0)
FROM press_watch_daily AS marts
LEFT JOIN read ON read.source_id = marts.source_id AND read.day IS NOT DISTINCT FROM marts.day
WHERE kept <> coalesce(held, 0)
UNION ALL
SELECT 'source_health', NULL, source_id, newest_day, source_health.documents, coalesce(sum(held), 0)
FROM source_health
LEFT JOIN read USING (source_id)
GROUP BY ALL
HAVING source_health.documents <> coalesce(sum(held), 0)
