-- One row per date for which the study's typology is told: the end of each year that statements hold in, of each window, and of the study.
WITH spoken AS (
    SELECT coalesce(min(since), min("until")) AS first_day, max("until") AS last_day FROM evidence
)

SELECT DISTINCT
    as_of  -- The date.
FROM (
    SELECT make_date(unnest(generate_series(year(first_day), year(last_day))), 12, 31) AS as_of FROM spoken
    UNION ALL
    SELECT "until" FROM windows
    UNION ALL
    SELECT last_day FROM spoken
)
WHERE as_of <= (SELECT last_day FROM spoken)
