-- One row per source and month it was asked about: how many days of the month are known, and what was published on them. NULL means that no day is known.
WITH days AS (
    SELECT
        source_id,
        date_trunc('month', day)::DATE AS month,
        count(*) FILTER (is_known) AS days_known,
        count(*) FILTER (is_readable) = count(*) FILTER (is_known) AS all_readable,
        sum(documents) AS documents,
        sum(first_publications) AS first_publications,
        sum(words) AS words
    FROM intermediate.int_source_days
    GROUP BY ALL
),

published AS (
    SELECT
        source_id,
        date_trunc('month', day)::DATE AS month,
        sum(documents) FILTER (kind = 'post') AS posts,
        sum(documents) FILTER (kind = 'video') AS videos,
        sum(views) AS views,
        sum(engagement) AS engagement
    FROM intermediate.int_published_days
    SEMI JOIN (SELECT source_id, day FROM coverage WHERE is_known) USING (source_id, day)
    GROUP BY ALL
)

SELECT
    days.source_id,                                                                   -- The source.
    days.month,                                                                       -- First day of the month.
    days.days_known,                                                                  -- Days of the month whose count is complete.
    days.days_known > 0 AND days.all_readable AS is_readable,                         -- Whether all texts of the days that are known are held: what they say can be counted.
    day(last_day(days.month)) AS days_in_month,                                       -- Days the month has.
    CASE WHEN sources.kind <> 'portal' THEN days.documents::BIGINT END AS documents,          -- Documents published; NULL also for portals, of which only a part is kept.
    CASE WHEN sources.kind <> 'portal' THEN days.first_publications::BIGINT END AS first_publications,  -- Without repeats of earlier texts; NULL also for portals.
    CASE WHEN sources.kind <> 'portal' THEN days.words::BIGINT END AS words,                  -- Words published; NULL also for portals.
    CASE WHEN days.days_known > 0 THEN coalesce(published.posts, 0) END AS posts,     -- Of the documents, posts.
    CASE WHEN days.days_known > 0 THEN coalesce(published.videos, 0) END AS videos,   -- Of the documents, videos.
    published.views,                                                                  -- Views of the documents by the newest counters; NULL: no counter known.
    published.engagement                                                              -- Likes, comments and shares of them; NULL: no counter known.
FROM days
JOIN sources USING (source_id)
LEFT JOIN published USING (source_id, month)
