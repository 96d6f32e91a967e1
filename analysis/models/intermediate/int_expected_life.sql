-- One row per community, period (rolling years and windows) and count that the index of lived experience is made of: what is to be expected behind it, and the variance of that.
-- The variance is that of a Poisson count, of each doubtful document, and of how well mentions, relevance and topics are read (`intermediate.int_reading_errors`).
WITH documents AS (
    SELECT * FROM intermediate.int_likely_documents
),

told AS (
    SELECT diaspora, "language", day, 'press' AS part, community AS probability FROM documents WHERE source_kind = 'newspaper'
    UNION ALL
    SELECT diaspora, "language", day, 'from_homeland', comes FROM documents
    UNION ALL
    SELECT diaspora, "language", day, 'to_homeland', turns FROM documents
    UNION ALL
    SELECT diaspora, "language", day, topic, community * probability FROM documents JOIN intermediate.int_likely_topics USING (document_id)
),

by_language AS (
    SELECT diaspora, period, period_start, part, "language", sum(probability) AS expected, sum(probability * (1 - probability)) AS undecided
    FROM told
    JOIN intermediate.int_periods ON day BETWEEN period_start AND period_end
    WHERE probability > 0 AND (period = 'rolling_year' OR period LIKE 'window:%')
    GROUP BY ALL
),

mentions_read AS (
    SELECT "language", max(relative_variance) AS relative_variance
    FROM intermediate.int_reading_errors
    WHERE thing = 'mention'
    GROUP BY ALL
),

judged AS (
    SELECT
        sum(relative_variance) FILTER (thing = 'community') AS community,
        sum(relative_variance) FILTER (thing = 'bilateral') AS bilateral,
        sum(relative_variance) FILTER (thing = 'topic') AS topic
    FROM intermediate.int_reading_errors
)

SELECT
    diaspora,                           -- The community.
    period,                             -- `rolling_year` or `window:` and its name.
    period_start,                       -- First day.
    part,                               -- `press`, `from_homeland`, `to_homeland`, or a type of event.
    sum(expected) AS expected,          -- Sum of the probabilities of documents.
    sum(expected + undecided)
    + sum(coalesce(mentions_read.relative_variance, 0) * expected ** 2)
    + sum(expected) ** 2 * coalesce(any_value(
        CASE part WHEN 'to_homeland' THEN judged.bilateral WHEN 'press' THEN judged.community ELSE judged.community + judged.topic END
    ), 0) AS variance                   -- Variance of the mean behind it.
FROM by_language
CROSS JOIN judged
LEFT JOIN mentions_read USING ("language")
GROUP BY diaspora, period, period_start, part
