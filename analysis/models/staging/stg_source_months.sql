-- One row per source and month it was asked about: how much of the month is known, and what was published in it.
WITH known AS (
    SELECT
        source_id,
        date_trunc('month', day)::DATE AS month,
        count(*) FILTER (is_known) AS days_known
    FROM coverage
    GROUP BY ALL
),

published AS (
    SELECT
        source_id,
        date_trunc('month', day)::DATE AS month,
        sum(documents) AS documents,
        sum(documents) FILTER (kind = 'post') AS posts,
        sum(documents) FILTER (kind = 'video') AS videos,
        sum(first_publications) AS first_publications,
        sum(words) AS words,
        count(DISTINCT date_trunc('week', day)) AS active_weeks,
        sum(views) AS views,
        sum(engagement) AS engagement
    FROM stg_published_days
    GROUP BY ALL
)

SELECT
    known.source_id,                                                            -- The source.
    known.month,                                                                -- First day of the month.
    known.days_known,                                                           -- Days of the month whose count is complete.
    day(last_day(known.month)) AS days_in_month,                                -- Days the month has.
    known.days_known > 0 AND sources.kind IS DISTINCT FROM 'portal' AS is_counted,  -- Whether what was published is known in number.
    coalesce(published.documents, 0) AS documents_seen,                         -- Documents in the warehouse, complete or not.
    CASE WHEN is_counted THEN documents_seen END AS documents,        -- The same; NULL when no day of the month is known, or only a part of what a portal published is kept.
    CASE WHEN is_counted THEN coalesce(published.first_publications, 0) END AS first_publications,  -- Without repeats of earlier texts.
    CASE WHEN is_counted THEN coalesce(published.words, 0) END AS words,  -- Words published.
    CASE WHEN known.days_known > 0 THEN coalesce(published.active_weeks, 0) END AS active_weeks,  -- Weeks with at least one document.
    CASE WHEN known.days_known > 0 THEN coalesce(published.posts, 0) END AS posts,    -- Of the documents, posts.
    CASE WHEN known.days_known > 0 THEN coalesce(published.videos, 0) END AS videos,  -- Of the documents, videos.
    CASE WHEN known.days_known > 0 THEN published.views END AS views,           -- Views of the documents by the newest counters; NULL: no counter known.
    CASE WHEN known.days_known > 0 THEN published.engagement END AS engagement  -- Likes, comments and shares of them; NULL: no counter known.
FROM known
LEFT JOIN published USING (source_id, month)
LEFT JOIN sources USING (source_id)
