-- One row per source: what is collected from it, how the last attempt went, and whether its silence is usual.
WITH last_crawl AS (
    SELECT * FROM staging.stg_crawls
    QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY via IN ('wayback', 'common-crawl'), started_at DESC) = 1
),

held AS (
    SELECT
        source_id,
        count(*) AS documents,
        count(*) FILTER (day IS NULL) AS undated,
        count(*) FILTER (is_imported) AS imported,
        min(day) AS first_day,
        max(day) AS newest_day
    FROM staging.stg_documents
    GROUP BY source_id
),

gaps AS (
    SELECT source_id, quantile_cont(gap, 0.95) AS long_gap
    FROM (
        SELECT source_id, day - lag(day) OVER (PARTITION BY source_id ORDER BY day) AS gap
        FROM (SELECT DISTINCT source_id, day FROM staging.stg_documents WHERE day IS NOT NULL)
    )
    GROUP BY source_id
    HAVING count(gap) >= 10
),

known AS (
    SELECT source_id, avg(is_known::INT) AS share_known, max(day) FILTER (is_known) AS known_until
    FROM coverage
    GROUP BY source_id
)

SELECT
    sources.source_id,                                          -- The source. {key; in sources.source_id}
    sources.name,                                               -- Its name.
    sources.kind,                                               -- `newspaper`, `centre`, `portal` (press watch) or `other`. {one of newspaper, centre, portal, other}
    sources.platform,                                           -- `web`, `youtube` or `facebook`. {one of web, youtube, facebook}
    sources.diaspora,                                           -- Community it belongs to; NULL for papers and portals. {in diasporas.diaspora}
    CASE
        WHEN sources.state IS NOT NULL AND held.documents IS NULL THEN sources.state
        WHEN last_crawl.outcome IS NULL THEN 'not_run'
        WHEN last_crawl.outcome <> 'complete' THEN last_crawl.outcome
        WHEN known.known_until - held.newest_day > gaps.long_gap THEN 'unusually silent'
        ELSE 'good'
    END AS health,                                              -- `good`, `unusually silent`, or why nothing (more) is known.
    last_crawl.reason,                                          -- The last attempt's own words.
    last_crawl.via,                                             -- Door of the last attempt.
    last_crawl.discovery,                                       -- How it found pages.
    last_crawl.started_at AS last_attempt,                      -- When it began, UTC.
    coalesce(held.documents, 0) AS documents,                   -- Documents held. {not null}
    coalesce(held.imported, 0) AS imported,                     -- Of them known from an import alone: from archives and exports that others made.
    coalesce(held.undated, 0) AS undated,                       -- Of them without a date: in no time series.
    held.first_day,                                             -- Day of the oldest.
    held.newest_day,                                            -- Day of the newest.
    round(gaps.long_gap, 1) AS usual_silence,                             -- Days: 95 of 100 gaps between days of publication are no longer; NULL under ten gaps.
    known.known_until - held.newest_day AS silence,             -- Days observed since the newest document.
    round(known.share_known, 4) AS share_known                  -- Share of the days asked about that are known, 0 to 1.
FROM sources
LEFT JOIN last_crawl USING (source_id)
LEFT JOIN held USING (source_id)
LEFT JOIN gaps USING (source_id)
LEFT JOIN known USING (source_id)
ORDER BY sources.source_id
