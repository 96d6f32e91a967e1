-- The index of lived experience over the twelve months that end with each month; no value where too little is known.
SELECT
    diaspora, name, date_trunc('month', period_end)::DATE AS start, period_start AS since, period_end AS "until",
    index, rank, rank_low, rank_high, probability_broad
FROM lived_experience
JOIN diasporas USING (diaspora)
WHERE period = 'rolling_year' AND period_end BETWEEN $since AND $until
ORDER BY name, start
