-- One row per source and day that was asked about, vouched for or published on: what is known about that day.
WITH spans AS (
    SELECT source_id, least(vouched_from, asked_from) AS first_day, greatest(vouched_until, asked_until) AS last_day
    FROM staging.stg_crawls
    WHERE via <> 'import'
    UNION ALL
    SELECT source_id, vouched_from, vouched_until
    FROM staging.stg_crawls
    WHERE via = 'import' AND vouched_from IS NOT NULL
    UNION ALL
    SELECT source_id, min(day), max(day) FROM intermediate.int_published_days GROUP BY source_id
),

calendar AS (
    SELECT source_id, unnest(generate_series(min(first_day), max(last_day), INTERVAL 1 DAY))::DATE AS day
    FROM spans
    GROUP BY source_id
),

published AS (
    SELECT source_id, day, sum(documents) AS documents
    FROM (
        SELECT source_id, day, documents FROM intermediate.int_published_days
        UNION ALL
        -- looked at, not kept
        SELECT source_id, published_day, count(DISTINCT document_id)
        FROM passed_over
        ANTI JOIN documents USING (document_id)
        GROUP BY source_id, published_day
    )
    GROUP BY source_id, day
),

vouched AS (
    SELECT DISTINCT calendar.source_id, calendar.day
    FROM calendar
    JOIN staging.stg_crawls
        ON stg_crawls.source_id = calendar.source_id
        AND calendar.day BETWEEN stg_crawls.vouched_from AND stg_crawls.vouched_until
),

failed AS (
    SELECT calendar.source_id, calendar.day, arg_max(stg_crawls.outcome, stg_crawls.started_at) AS outcome
    FROM calendar
    JOIN staging.stg_crawls
        ON stg_crawls.source_id = calendar.source_id
        AND calendar.day BETWEEN stg_crawls.asked_from AND stg_crawls.asked_until
    WHERE stg_crawls.outcome <> 'complete' OR stg_crawls.via IN ('wayback', 'common-crawl')  -- an archive holds what it saw
    GROUP BY calendar.source_id, calendar.day
)

SELECT
    calendar.source_id,                                                    -- The source. {key; in sources.source_id}
    calendar.day,                                                          -- Local day. {key}
    CASE
        WHEN vouched.day IS NOT NULL AND published.documents > 0 THEN 'observed'
        WHEN vouched.day IS NOT NULL THEN 'silent'
        WHEN published.documents > 0 THEN 'partial'
        WHEN failed.outcome IN ('blocked', 'login_wall') THEN 'blocked'
        WHEN failed.outcome = 'broken' THEN 'broken'
        WHEN failed.outcome IS NOT NULL THEN 'partial'
        ELSE 'not_run'
    END AS state,                                                          -- `observed`, `silent` (observed, nothing published), `partial`, `blocked`, `broken` or `not_run`. {one of observed, silent, partial, blocked, broken, not_run}
    vouched.day IS NOT NULL AS is_known,                                   -- Whether a count of this day is complete. {not null}
    CASE WHEN vouched.day IS NOT NULL THEN coalesce(published.documents, 0) END AS documents  -- Documents published; NULL: unknown.
FROM calendar
LEFT JOIN published USING (source_id, day)
LEFT JOIN vouched USING (source_id, day)
LEFT JOIN failed USING (source_id, day)
ORDER BY source_id, day
