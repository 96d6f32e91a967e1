-- One row per attempt to collect a source, with the days it can vouch for. A day still running when the attempt began is not vouched for, and an attempt that left something out vouches for none.
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
        crawls.*,
        (started_at AT TIME ZONE 'UTC' AT TIME ZONE study.timezone)::DATE AS local_day,
        outcome = 'complete' OR (outcome = 'partial' AND coalesce(failed, 0) = 0) AS is_whole
    FROM crawls
    CROSS JOIN study
)
