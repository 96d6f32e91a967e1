-- One row per attempt to collect a source, with the days it can vouch for. A day still running when the attempt began is not vouched for, and an attempt that left something out vouches for none, and so does one that was shown walls or errors in place of most pages.
WITH shown AS (
    SELECT
        crawl_id,
        count(*) AS pages,
        count(*) FILTER (outcome IN ('challenge', 'consent wall', 'login wall', 'needs javascript')) AS walls,
        count(*) FILTER (outcome IN ('error page', 'suspended', 'parked', 'maintenance', 'server error')) AS faults,
        mode(outcome) FILTER (outcome <> 'document') AS mostly
    FROM captures
    WHERE role = 'article'
    GROUP BY crawl_id
)

SELECT
    crawl_id,                                                       -- The attempt.
    source_id,                                                      -- What was collected.
    via,                                                            -- By which door.
    outcome,                                                        -- How it went.
    reason,                                                         -- Why it is not complete.
    discovery,                                                      -- How pages were found.
    started_at,                                                     -- When it began, UTC.
    finished_at,                                                    -- When it ended, UTC.
    local_day,                                                      -- The same as a day of the study's zone.
    CASE WHEN is_whole THEN covers_from END AS vouched_from,        -- First day it vouches for; NULL: it vouches for none.
    CASE WHEN is_whole THEN least(covers_until, local_day - 1) END AS vouched_until,  -- Last day it vouches for.
    coalesce(asked_since, covers_from, local_day) AS asked_from,    -- First day it was sent to look at.
    least(asked_until, local_day) AS asked_until                    -- Last day it was sent to look at.
FROM (
    SELECT
        crawls.* REPLACE (
            CASE WHEN walled THEN 'blocked' WHEN faulty THEN 'broken' ELSE outcome END AS outcome,
            CASE
                WHEN walled OR faulty THEN format('{} of {} pages show none of their own: {}.', walls + faults, pages, mostly)
                ELSE reason
            END AS reason
        ),
        (started_at AT TIME ZONE 'UTC' AT TIME ZONE study.timezone)::DATE AS local_day,
        NOT (walled OR faulty) AND (outcome = 'complete' OR (outcome = 'partial' AND coalesce(failed, 0) = 0)) AS is_whole
    FROM (
        SELECT
            crawls.*,
            shown.* EXCLUDE (crawl_id),
            coalesce(pages >= 3 AND walls > pages / 2, false) AS walled,
            coalesce(pages >= 3 AND walls + faults > pages / 2, false) AS faulty
        FROM crawls
        LEFT JOIN shown USING (crawl_id)
    ) AS crawls
    CROSS JOIN study
)
