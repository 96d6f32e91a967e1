-- One row per community, platform and month: what its own centres and papers published on the days that are known. NULL means that no day is known; 0 that nothing was published.
WITH own AS (
    SELECT sources.diaspora, sources.platform, months.*
    FROM intermediate.int_source_months AS months
    JOIN sources USING (source_id)
    WHERE sources.diaspora IS NOT NULL
),

frame AS (
    SELECT diasporas.diaspora, platforms.platform, months.month
    FROM diasporas
    CROSS JOIN (SELECT DISTINCT platform FROM own UNION SELECT 'web') AS platforms
    CROSS JOIN (SELECT DISTINCT month FROM intermediate.int_source_months) AS months
),

published AS (
    SELECT
        frame.diaspora, frame.platform, frame.month,
        count(own.source_id) AS sources,
        count(own.source_id) FILTER (own.days_known > 0) AS sources_known,
        count(own.source_id) FILTER (own.is_readable) AS sources_readable,
        sum(own.documents)::BIGINT AS documents,
        sum(own.posts)::BIGINT AS posts,
        sum(own.videos)::BIGINT AS videos,
        sum(own.first_publications)::BIGINT AS first_publications,
        sum(own.words)::BIGINT AS words,
        sum(own.views)::BIGINT AS views,
        sum(own.engagement)::BIGINT AS engagement,
        round(sum(own.days_known) / nullif(sum(own.days_in_month), 0), 4) AS share_known
    FROM frame
    LEFT JOIN own USING (diaspora, platform, month)
    GROUP BY ALL
),

weeks AS (
    SELECT diaspora, platform, date_trunc('month', day)::DATE AS month, count(DISTINCT date_trunc('week', day)) AS active_weeks
    FROM intermediate.int_source_days
    WHERE diaspora IS NOT NULL AND documents > 0
    GROUP BY ALL
),

told AS (
    SELECT source_diaspora AS diaspora, platform, month, count(DISTINCT topic) AS topics
    FROM intermediate.int_known_documents
    JOIN document_topics USING (document_id)
    WHERE source_diaspora IS NOT NULL
    GROUP BY ALL
)

SELECT
    published.diaspora,                                                               -- The community. {key; in diasporas.diaspora}
    platform,                                                                         -- `web`, `youtube` or `facebook`. {key; one of web, youtube, facebook}
    month,                                                                            -- First day of the month. {key}
    sources,                                                                          -- Sources of the community that were asked about this month.
    sources_known,                                                                    -- Of them with at least one day known.
    documents,                                                                        -- Documents published; NULL: not known.
    posts,                                                                            -- Of them, posts on a platform; NULL: not known.
    videos,                                                                           -- Of them, videos; NULL: not known.
    first_publications,                                                               -- Without repeats of earlier texts; NULL: not known.
    words,                                                                            -- Words published; NULL: not known.
    CASE WHEN documents = 0 THEN 0 ELSE views END AS views,                           -- Views of what was published that month, as last read; NULL: no counter known.
    CASE WHEN documents = 0 THEN 0 ELSE engagement END AS engagement,                 -- Likes or reactions, comments and shares of it, as last read; NULL: no counter known.
    CASE WHEN sources_known > 0 THEN coalesce(active_weeks, 0) END AS active_weeks,   -- Weeks with a document of any of the sources; NULL: not known.
    longest_silence,                                                                  -- Longest run of days in the month on which all sources are known to have published nothing; NULL: no day is known of all.
    CASE WHEN sources_readable > 0 THEN coalesce(topics, 0) END AS topics,            -- Different types of event in what was published; NULL: not known, or no text may be kept.
    round(heritage, 4) AS share_heritage,                                             -- Share of words in the homeland's language, 0 to 1; NULL: not known, or no word.
    round(russian, 4) AS share_russian,                                               -- Share of words in Russian.
    round(kazakh, 4) AS share_kazakh,                                                 -- Share of words in Kazakh.
    round(english, 4) AS share_english,                                               -- Share of words in English.
    share_known,                                                                      -- Share of the month's source-days that are known, 0 to 1.
    people,                                                                           -- People by the newest count of an earlier year; NULL: none.
    round(1000.0 * first_publications / people, 4) AS first_publications_per_1000_people  -- First publications per 1,000 people.
FROM published
LEFT JOIN weeks USING (diaspora, platform, month)
LEFT JOIN intermediate.int_own_silences USING (diaspora, platform, month)
LEFT JOIN told USING (diaspora, platform, month)
LEFT JOIN intermediate.int_own_languages USING (diaspora, platform, month)
LEFT JOIN staging.stg_census AS census ON census.diaspora = published.diaspora AND year(month) BETWEEN first_year AND last_year
ORDER BY published.diaspora, platform, month
