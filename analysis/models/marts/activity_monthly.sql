-- One row per community, platform and month: what its own centres and papers published. NULL means not known, 0 means nothing.
WITH own AS (
    SELECT sources.diaspora, sources.platform, months.*
    FROM stg_source_months AS months
    JOIN sources USING (source_id)
    WHERE sources.diaspora IS NOT NULL
),

frame AS (
    SELECT diasporas.diaspora, platforms.platform, months.month
    FROM diasporas
    CROSS JOIN (SELECT DISTINCT platform FROM own UNION SELECT 'web') AS platforms
    CROSS JOIN (SELECT DISTINCT month FROM stg_source_months) AS months
)

SELECT
    frame.diaspora,                                                    -- The community.
    frame.platform,                                                    -- `web`, `youtube` or `facebook`.
    frame.month,                                                       -- First day of the month.
    count(own.source_id) AS sources,                                   -- Sources of the community that were asked about this month.
    count(own.source_id) FILTER (own.days_known > 0) AS sources_known, -- Of them with at least one day known.
    sum(own.documents) AS documents,                                   -- Documents published; NULL: not known.
    sum(own.posts) AS posts,                                           -- Of them, posts on a platform; NULL: not known.
    sum(own.videos) AS videos,                                         -- Of them, videos; NULL: not known.
    sum(own.first_publications) AS first_publications,                 -- Without repeats of earlier texts; NULL: not known.
    sum(own.words) AS words,                                           -- Words published; NULL: not known.
    sum(own.views) AS views,                                           -- Views of what was published that month, as last read; NULL: no counter known.
    sum(own.engagement) AS engagement,                                 -- Likes or reactions, comments and shares of it, as last read; NULL: no counter known.
    max(own.active_weeks) AS active_weeks,                             -- Weeks with a document, of the busiest source; NULL: not known.
    round(sum(own.days_known) / nullif(sum(own.days_in_month), 0), 4) AS share_known  -- Share of the month's source-days that are known, 0 to 1.
FROM frame
LEFT JOIN own USING (diaspora, platform, month)
GROUP BY frame.diaspora, frame.platform, frame.month
ORDER BY frame.diaspora, frame.platform, frame.month
