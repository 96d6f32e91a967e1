-- What is known of each day of each source, equal days in a row taken together.
WITH numbered AS (
    SELECT source_id, day, state, documents,
           day - (row_number() OVER (PARTITION BY source_id, state ORDER BY day))::INTEGER AS run
    FROM coverage
    WHERE day BETWEEN $since AND $until
)

SELECT source_id, state, min(day) AS since, max(day) AS "until", count(*) AS days, sum(documents)::BIGINT AS documents
FROM numbered
GROUP BY source_id, state, run
ORDER BY source_id, since
