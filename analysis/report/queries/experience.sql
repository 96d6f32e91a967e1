-- The index of lived experience and its components over the window, or the newest rolling year that ends within the period.
SELECT name, lived_experience.*
FROM lived_experience
JOIN diasporas USING (diaspora)
WHERE (period, period_end) = (
    SELECT (period, period_end) FROM lived_experience
    WHERE period_end <= $until
    ORDER BY period = 'window:' || $period DESC, period = 'rolling_year' DESC, period_end DESC LIMIT 1
)
ORDER BY rank NULLS LAST, name
