-- What is called a share, a probability or an index lies between 0 and 1, and limits lie around what they limit.
SELECT 'activity_monthly' AS mart, diaspora, month AS since
FROM activity_monthly
WHERE NOT (coalesce(share_known, 0) BETWEEN 0 AND 1 AND coalesce(share_heritage, 0) BETWEEN 0 AND 1
    AND coalesce(share_russian, 0) BETWEEN 0 AND 1 AND coalesce(share_kazakh, 0) BETWEEN 0 AND 1)
UNION ALL
SELECT 'lived_experience', diaspora, period_start
FROM lived_experience
WHERE NOT (coalesce(index, 0) BETWEEN 0 AND 1 AND coalesce(rank_held, 0) BETWEEN 0 AND 1 AND coalesce(breadth, 0) BETWEEN 0 AND 1
    AND coalesce(domains, 0) BETWEEN 0 AND 1 AND coalesce(regularity, 0) BETWEEN 0 AND 1
    AND coalesce(folklorisation_low <= folklorisation AND folklorisation <= folklorisation_high, true))
UNION ALL
SELECT 'typology', diaspora, as_of
FROM typology
WHERE abs(probability_valued + probability_expressive + probability_symbolic + probability_nominal - 1) > 0.001
    OR (quadrant IS NULL) <> (probability IS NULL)
UNION ALL
SELECT 'two_way', diaspora, month
FROM two_way
WHERE coalesce(balance, 0) NOT BETWEEN 0 AND 1
UNION ALL
SELECT 'homeland_mentions_monthly', diaspora, month
FROM homeland_mentions_monthly
WHERE NOT coalesce(naming_per_1000_documents BETWEEN naming_per_1000_low AND naming_per_1000_high, true)
    OR NOT coalesce(mentions_per_10000_words BETWEEN mentions_per_10000_low AND mentions_per_10000_high, true)
    OR (naming_per_1000_documents IS NULL) <> (naming_per_1000_high IS NULL)
UNION ALL
SELECT 'press_visibility_monthly', diaspora, month
FROM press_visibility_monthly
WHERE NOT coalesce(community_per_1000 BETWEEN community_per_1000_low AND community_per_1000_high, true)
    OR (community_per_1000 IS NULL) <> (community_per_1000_high IS NULL)
