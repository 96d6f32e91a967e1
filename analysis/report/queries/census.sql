-- The newest count or estimate of each community's people.
SELECT * FROM census QUALIFY row_number() OVER (PARTITION BY diaspora ORDER BY year DESC) = 1
