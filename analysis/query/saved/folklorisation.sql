-- How large is the share of dance, music and cuisine in what is told of each community, with 95 % limits?
SELECT diaspora, period_end, events, folklorisation, folklorisation_low, folklorisation_high
FROM lived_experience
WHERE period = 'rolling_year' AND period_end = (SELECT max(period_end) FROM lived_experience WHERE period = 'rolling_year')
ORDER BY folklorisation DESC NULLS LAST
