-- Whose lived experience is the broadest over the newest twelve months that are known, and how firm is the rank?
SELECT diaspora, rank, index, index_low, index_high, rank_held, rank_low, rank_high, probability_broad, activity, regularity, breadth, domains, exchange, press
FROM lived_experience
WHERE period = 'rolling_year' AND period_end = (SELECT max(period_end) FROM lived_experience WHERE period = 'rolling_year')
ORDER BY rank NULLS LAST, diaspora
