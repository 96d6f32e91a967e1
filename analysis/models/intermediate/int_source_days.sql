-- One row per source and day that was asked about: what it published that day. NULL: the day is not known; 0: it is known that nothing was.
WITH published AS (
    SELECT
        source_id,
        day,
        sum(documents) AS documents,
        sum(first_publications) AS first_publications,
        sum(words) AS words,
        bool_and(is_held) AS is_held
    FROM intermediate.int_published_days
    GROUP BY source_id, day
)

SELECT
    coverage.source_id,                                                                                        -- The source.
    sources.kind AS source_kind,                                                                               -- `newspaper`, `centre`, `portal` (press watch) or `other`.
    sources.platform,                                                                                          -- `web`, `youtube` or `facebook`.
    sources.diaspora,                                                                                          -- Community it belongs to; NULL for papers and portals.
    coverage.day,                                                                                              -- Local day.
    coverage.is_known,                                                                                         -- Whether its counts are complete.
    coverage.is_known AND coalesce(published.is_held, true) AS is_readable,                                    -- Whether also all its texts are held: a platform's terms may let only their number be kept.
    coverage.documents,                                                                                        -- Documents published; NULL: not known.
    CASE WHEN coverage.is_known THEN coalesce(published.first_publications, 0) END AS first_publications,      -- Without repeats of earlier texts; NULL: not known.
    CASE WHEN coverage.is_known THEN coalesce(published.words, 0) END AS words                                 -- Words published; NULL: not known.
FROM coverage
JOIN sources USING (source_id)
LEFT JOIN published USING (source_id, day)
