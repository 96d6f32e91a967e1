-- The study's place of each community at each year's end, and on the last day the study speaks of.
SELECT diaspora, name, year(as_of) AS year, quadrant, probability
FROM typology
JOIN diasporas USING (diaspora)
WHERE basis = 'study'
QUALIFY row_number() OVER (PARTITION BY diaspora, year(as_of) ORDER BY as_of DESC) = 1
ORDER BY ALL
