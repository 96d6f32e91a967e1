-- One row per community, month and type of event: first publications on the community's life that tell of it, on days that are known. NULL means not known.
WITH told AS (
    SELECT diaspora, month, topic, count(*) AS documents FROM intermediate.int_community_events GROUP BY ALL
)

SELECT
    months.diaspora,                                                                        -- The community. {key; in diasporas.diaspora}
    months.period_start AS month,                                                           -- First day of the month. {key}
    topics.topic,                                                                           -- Type of event, e.g. `dance`. {key; in topics.topic}
    topics.domain,                                                                          -- Domain of interaction it belongs to.
    CASE WHEN months.life_known THEN coalesce(told.documents, 0) END AS documents           -- Documents that tell of it; NULL: not known.
FROM intermediate.int_measured AS months
CROSS JOIN topics
LEFT JOIN told ON told.diaspora = months.diaspora AND told.month = months.period_start AND told.topic = topics.topic
WHERE months.period = 'month'
ORDER BY months.diaspora, month, topics.topic
