-- A quarter is the sum of its months, a window is measured alike as feature and as experience, and the typology stands on both.
WITH months AS (
    SELECT diaspora, date_trunc('quarter', period_start)::DATE AS period_start,
           sum(own_documents) AS own_documents, sum(press_mentions) AS press_mentions, sum(own_days_known) AS own_days_known
    FROM classifier_features
    WHERE period = 'month'
    GROUP BY ALL
    HAVING count(*) = 3
)

SELECT 'classifier_features' AS mart, diaspora, period, period_start, quarters.own_documents AS counted, months.own_documents AS held
FROM classifier_features AS quarters
JOIN months USING (diaspora, period_start)
WHERE period = 'quarter'
    AND (quarters.own_documents, quarters.press_mentions, quarters.own_days_known)
        IS DISTINCT FROM (months.own_documents, months.press_mentions, months.own_days_known)
UNION ALL
SELECT 'lived_experience', diaspora, period, period_start, lived_experience.events, classifier_features.events
FROM lived_experience
JOIN classifier_features USING (diaspora, period, period_start)
WHERE lived_experience.events IS DISTINCT FROM classifier_features.events
UNION ALL
SELECT 'typology', diaspora, 'study', as_of, formalisation, sum(weight)
FROM typology
JOIN evidence USING (diaspora)
WHERE basis = 'study' AND axis = 'formalisation'
    AND as_of BETWEEN coalesce(since, as_of) AND coalesce("until", as_of)
GROUP BY ALL
HAVING abs(formalisation - sum(weight)) > 1e-9
UNION ALL
SELECT 'typology', typology.diaspora, measured_over, as_of, experience, index
FROM typology
LEFT JOIN lived_experience
    ON lived_experience.diaspora = typology.diaspora AND period_end = as_of AND period = measured_over
WHERE basis = 'media' AND experience IS DISTINCT FROM index
