-- How much of what each paper prints is about each community's life, per 1,000 first publications, with exact 95 % limits?
SELECT
    source_id, summed.diaspora, community, printed,
    round(1000.0 * community / nullif(printed, 0), 1) AS per_1000,
    round(1000.0 * low / nullif(printed, 0), 1) AS low,
    round(1000.0 * high / nullif(printed, 0), 1) AS high
FROM (
    SELECT source_id, diaspora, sum(community)::BIGINT AS community, sum(first_publications)::BIGINT AS printed
    FROM press_visibility_monthly
    GROUP BY ALL
) AS summed
LEFT JOIN poisson_limits ON events = community
ORDER BY source_id, per_1000 DESC
