-- How much of what each paper prints is about a community: first publications on known days, those on its life per 1,000, with exact 95 % limits (Poisson).
WITH summed AS (
    SELECT
        source_id, diaspora,
        sum(first_publications)::BIGINT AS printed, sum(community)::BIGINT AS community, sum(bilateral)::BIGINT AS bilateral,
        sum(history)::BIGINT AS history, sum(sport)::BIGINT AS sport, sum(homeland_news)::BIGINT AS homeland_news,
        sum(reverse_diaspora)::BIGINT AS reverse_diaspora, sum(other)::BIGINT AS other, sum(titles)::BIGINT AS titles,
        sum(days_known)::BIGINT AS days_known, sum(days_in_month)::BIGINT AS days
    FROM press_visibility_monthly
    WHERE month BETWEEN $since AND $until
    GROUP BY ALL
)

SELECT
    sources.name AS paper, diasporas.name AS name, summed.*,
    round(1000.0 * community / nullif(printed, 0), 2) AS rate,
    round(1000.0 * low / nullif(printed, 0), 2) AS low,
    round(1000.0 * high / nullif(printed, 0), 2) AS high
FROM summed
JOIN sources USING (source_id)
JOIN diasporas ON diasporas.diaspora = summed.diaspora
LEFT JOIN poisson_limits ON events = community
ORDER BY paper, community DESC NULLS LAST, name
