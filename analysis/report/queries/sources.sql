-- Every source of the catalogue: its state, what is held of it in the period, and the share of the period's days that are known completely.
WITH days AS (
    SELECT
        source_id,
        count(*) FILTER (is_known) AS days_known,
        count(*) FILTER (state = 'silent') AS days_silent,
        sum(documents)::BIGINT AS counted
    FROM coverage
    WHERE day BETWEEN $since AND $until
    GROUP BY source_id
),

held AS (
    SELECT
        documents.source_id, count(*) AS held, count(*) FILTER (archive_file LIKE 'imported/%') AS imported
    FROM documents
    LEFT JOIN captures USING (capture_id)
    WHERE published_day BETWEEN $since AND $until
    GROUP BY documents.source_id
)

SELECT
    health.source_id, health.name, health.kind, health.platform, health.diaspora, diasporas.name AS community,
    health.health, health.reason, health.discovery, strftime(health.last_attempt, '%Y-%m-%d') AS last_attempt,
    health.last_attempt IS NOT NULL OR health.documents > 0 AS tried,
    coalesce(held.held, 0) AS held, coalesce(held.imported, 0) AS imported, CASE WHEN days_known > 0 AND health.kind <> 'portal' THEN days.counted END AS counted,
    health.undated, health.newest_day, health.usual_silence, health.silence,
    coalesce(days_known, 0) AS days_known, coalesce(days_silent, 0) AS days_silent,
    round(coalesce(days_known, 0) / (date_diff('day', $since, $until) + 1), 4) AS share_known,
    sources.url, sources.provenance, followers
FROM source_health AS health
JOIN sources USING (source_id)
LEFT JOIN diasporas ON diasporas.diaspora = health.diaspora
LEFT JOIN days USING (source_id)
LEFT JOIN held USING (source_id)
LEFT JOIN (SELECT source_id, arg_max(followers, observed_at) AS followers FROM account_stats GROUP BY source_id) USING (source_id)
ORDER BY tried DESC, health.health = 'good', health.name
