-- One row per community and period that its own sources were asked about: what they published on the days that are known.
WITH days AS (
    SELECT periods.*, days.*
    FROM intermediate.int_periods AS periods
    JOIN intermediate.int_source_days AS days ON days.day BETWEEN periods.period_start AND periods.period_end
    WHERE days.diaspora IS NOT NULL
),

by_source AS (
    SELECT
        period, period_start, diaspora, source_id,
        count(*) FILTER (is_known) AS days_known,
        count(*) FILTER (is_readable) AS days_readable,
        count(*) AS days_asked,
        sum(documents) AS documents,
        sum(first_publications) AS first_publications,
        sum(words) AS words
    FROM days
    GROUP BY ALL
),

weeks AS (
    SELECT period, period_start, diaspora, count(*) AS weeks_known, count(*) FILTER (first_publications > 0) AS weeks_active
    FROM (
        SELECT period, period_start, diaspora, date_trunc('week', day) AS week, sum(first_publications) AS first_publications
        FROM days
        WHERE is_known
        GROUP BY ALL
        HAVING count(DISTINCT day) = 7
    )
    GROUP BY ALL
)

SELECT
    diaspora,                                                                       -- The community.
    period,                                                                         -- Kind of period, as in `intermediate.int_periods`.
    period_start,                                                                   -- First day of the period.
    sum(days_known) AS own_days_known,                                              -- Days that are known, added over sources.
    sum(days_readable) AS own_days_readable,                                        -- Of them, days of which all texts are held.
    max(days_known) AS own_best_days_known,                                         -- Days known of the source known best.
    sum(days_asked) AS own_days_asked,                                              -- Days that were asked about, added over sources.
    sum(documents) AS own_documents,                                                -- Documents; NULL: no day is known.
    sum(first_publications) AS own_first_publications,                              -- Without repeats of earlier texts.
    sum(words) AS own_words,                                                        -- Words in the documents.
    sum(30.0 * first_publications / nullif(days_known, 0)) AS own_per_30_days,      -- First publications per 30 known days of each source, added over sources.
    any_value(weeks_known) AS own_weeks_known,                                      -- Weeks within the period of which every day is known of a source; NULL: none.
    any_value(weeks_active) AS own_weeks_active                                     -- Of them, weeks with a first publication.
FROM by_source
LEFT JOIN weeks USING (diaspora, period, period_start)
GROUP BY diaspora, period, period_start
