-- One row per document whose public counters were ever read: the newest value known of each.
SELECT
    document_id,                                                                                    -- The document.
    arg_max(views, observed_at) FILTER (views IS NOT NULL) AS views,                                -- Times seen.
    arg_max(coalesce(likes, 0) + coalesce(comments, 0) + coalesce(shares, 0), observed_at)
        FILTER (coalesce(likes, comments, shares) IS NOT NULL) AS engagement,                       -- Likes or reactions, comments and shares together, as far as they are known.
    max(observed_at) AS observed_at                                                                 -- When counters were last read, UTC.
FROM document_stats
GROUP BY document_id
