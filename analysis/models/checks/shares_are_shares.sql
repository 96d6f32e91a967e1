-- What is called a share, a probability or an index lies between 0 and 1, and limits lie around what they limit.
SELECT 'activity_monthly' AS mart, diaspora AS "where", month AS since
FROM activity_monthly
WHERE NOT (coalesce(share_known, 0) BETWEEN 0 AND 1 AND coalesce(share_heritage, 0) BETWEEN 0 AND 1
    AND coalesce(share_russian, 0) BETWEEN 0 AND 1 AND coalesce(share_kazakh, 0) BETWEEN 0 AND 1
    AND coalesce(share_english, 0) BETWEEN 0 AND 1
    AND coalesce(longest_silence, 0) BETWEEN 0 AND 31 AND coalesce(active_weeks, 0) BETWEEN 0 AND 6)
UNION ALL
SELECT 'lived_experience', diaspora, period_start
FROM lived_experience
WHERE NOT (coalesce(index, 0) BETWEEN 0 AND 1 AND coalesce(known_weight, 0) BETWEEN 0 AND 1
    AND coalesce(rank_held, 0) BETWEEN 0 AND 1 AND coalesce(probability_broad, 0) BETWEEN 0 AND 1
    AND coalesce(activity, 0) BETWEEN 0 AND 1 AND coalesce(regularity, 0) BETWEEN 0 AND 1
    AND coalesce(breadth, 0) BETWEEN 0 AND 1 AND coalesce(domains, 0) BETWEEN 0 AND 1
    AND coalesce(exchange, 0) BETWEEN 0 AND 1 AND coalesce(press, 0) BETWEEN 0 AND 1
    AND coalesce(rank <= communities AND rank_low <= rank_high, true)
    AND coalesce(folklorisation_low <= folklorisation AND folklorisation <= folklorisation_high, true))
UNION ALL
SELECT 'typology', diaspora, as_of
FROM typology
WHERE abs(probability_valued + probability_expressive + probability_symbolic + probability_nominal - 1) > 0.001
    OR least(probability_valued, probability_expressive, probability_symbolic, probability_nominal) < 0
    OR (quadrant IS NULL) <> (probability IS NULL)
UNION ALL
SELECT 'two_way', diaspora, month
FROM two_way
WHERE coalesce(balance, 0) NOT BETWEEN 0 AND 1
UNION ALL
SELECT 'classifier_features', diaspora, period_start
FROM classifier_features
WHERE NOT (coalesce(own_share_known, 0) BETWEEN 0 AND 1 AND coalesce(own_regularity, 0) BETWEEN 0 AND 1
    AND coalesce(breadth, 0) BETWEEN 0 AND 1 AND coalesce(folklorisation, 0) BETWEEN 0 AND 1
    AND coalesce(press_first_naming <= press_documents_naming AND press_documents_naming <= press_documents, true)
    AND coalesce(press_homeland_mentions <= press_mentions AND own_first_publications <= own_documents, true))
UNION ALL
SELECT 'homeland_mentions_monthly', diaspora, month
FROM homeland_mentions_monthly
WHERE NOT coalesce(naming_per_1000_documents BETWEEN naming_per_1000_low AND naming_per_1000_high, true)
    OR NOT coalesce(first_naming_per_1000_documents BETWEEN first_naming_per_1000_low AND first_naming_per_1000_high, true)
    OR NOT coalesce(mentions_per_10000_words BETWEEN mentions_per_10000_low AND mentions_per_10000_high, true)
    OR (naming_per_1000_documents IS NULL) <> (naming_per_1000_high IS NULL)
UNION ALL
SELECT 'press_visibility_monthly', diaspora, month
FROM press_visibility_monthly
WHERE NOT coalesce(community_per_1000 BETWEEN community_per_1000_low AND community_per_1000_high, true)
    OR (community_per_1000 IS NULL) <> (community_per_1000_high IS NULL)
UNION ALL
SELECT 'shifts', diaspora, month
FROM shifts
WHERE NOT (month BETWEEN earliest AND latest AND level_before BETWEEN before_low AND before_high
    AND level_after BETWEEN after_low AND after_high)
UNION ALL
SELECT 'source_health', source_id, first_day
FROM source_health
WHERE coalesce(share_known, 0) NOT BETWEEN 0 AND 1
