-- One row per community and count of its people: the years in which it is the newest of an earlier year.
SELECT
    diaspora,                                                                                          -- The community.
    people,                                                                                            -- People counted, or estimated.
    year + 1 AS first_year,                                                                            -- The year after the count.
    coalesce(lead(year) OVER (PARTITION BY diaspora ORDER BY year), 9999) AS last_year                 -- The year of the next count.
FROM census
