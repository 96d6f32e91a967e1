-- Communities whose sources are all silent for longer than ever before, or that a week speaks of far more than usual.
WITH own_days AS (
    SELECT diaspora, day, sum(documents) AS documents, count(DISTINCT source_id) AS sources
    FROM intermediate.int_source_days
    WHERE diaspora IS NOT NULL
    GROUP BY diaspora, day
    HAVING bool_and(is_known)
),

own_gaps AS (
    SELECT diaspora, max(gap) AS longest
    FROM (
        SELECT diaspora, day - lag(day) OVER (PARTITION BY diaspora ORDER BY day) AS gap
        FROM own_days
        WHERE documents > 0
    )
    GROUP BY diaspora
    HAVING count(gap) >= 10
),

silent AS (
    SELECT diaspora, max(day) FILTER (documents > 0) AS newest, max(day) - newest AS silence
    FROM own_days
    GROUP BY diaspora
    HAVING max(sources) > 1
),

counted AS (
    SELECT documents.source_diaspora AS diaspora, 'its own sources published' AS series, day
    FROM intermediate.int_known_documents AS documents
    WHERE is_first AND source_diaspora IS NOT NULL
    UNION ALL
    SELECT DISTINCT ON (document_id, mentions.diaspora) mentions.diaspora, 'papers that name it or its homeland printed', day
    FROM intermediate.int_known_documents
    JOIN mentions USING (document_id)
    WHERE is_first AND source_kind = 'newspaper'
),

today AS (
    SELECT max(day) AS day FROM coverage WHERE is_known
),

weeks AS (
    SELECT diaspora, series, (today.day - counted.day) // 7 AS week, count(*) AS n
    FROM counted
    CROSS JOIN today
    WHERE today.day - counted.day < 53 * 7
    GROUP BY ALL
),

known_weeks AS (  -- of a community's own sources, or (no community) of papers; also weeks in which nobody was counted
    SELECT diaspora, count(DISTINCT (today.day - days.day) // 7) AS n
    FROM intermediate.int_source_days AS days
    CROSS JOIN today
    WHERE is_known AND (today.day - days.day) // 7 BETWEEN 1 AND 52
    GROUP BY diaspora
),

compared AS (
    SELECT
        weeks.diaspora,
        series,
        coalesce(max(weeks.n) FILTER (week = 0), 0) AS n,
        coalesce(any_value(known.n), 0) AS weeks_before,
        list_sort(list_concat(
            coalesce(list(weeks.n) FILTER (week > 0), []),
            repeat([0], greatest(coalesce(any_value(known.n), 0) - count(*) FILTER (week > 0), 0))
        )) AS usual
    FROM weeks
    LEFT JOIN known_weeks AS known ON known.diaspora IS NOT DISTINCT FROM if(series LIKE 'its own %', weeks.diaspora, NULL)
    GROUP BY weeks.diaspora, series
)

SELECT
    'community/' || diaspora || '/silent' AS key,
    diaspora || ': none of its sources has published anything for ' || silence || ' days, since ' || newest
        || '; the longest silence before was ' || longest || ' days.' AS what,
    0 AS patience
FROM silent
JOIN own_gaps USING (diaspora)
WHERE silence > longest
UNION ALL
SELECT
    'community/' || diaspora || '/spike/' || series,
    diaspora || ': in the last seven known days ' || series || ' ' || n || ' documents; in 95 of 100 weeks of the year before, no more than '
        || usual[ceil(0.95 * len(usual))::BIGINT] || '.',
    0
FROM compared
JOIN poisson_limits ON events = n
WHERE n >= 5 AND weeks_before >= 12 AND low > usual[ceil(0.95 * len(usual))::BIGINT]
ORDER BY key
