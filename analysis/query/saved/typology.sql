-- Where does each community stand by the study's statements and by media, and how probable is each place?
SELECT diaspora, as_of, basis, quadrant, probability, probability_valued, probability_expressive, probability_symbolic, probability_nominal
FROM typology
QUALIFY row_number() OVER (PARTITION BY diaspora, basis ORDER BY as_of DESC) = 1
ORDER BY diaspora, basis DESC
