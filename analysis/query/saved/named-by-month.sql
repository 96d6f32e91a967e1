-- How often do papers name each community, month by month, per 1,000 documents, with exact 95 % limits?
SELECT
    month, marts.diaspora, naming, published,
    round(1000.0 * naming / nullif(published, 0), 1) AS per_1000,
    round(1000.0 * low / nullif(published, 0), 1) AS low,
    round(1000.0 * high / nullif(published, 0), 1) AS high
FROM (
    SELECT counted.diaspora, month, sum(documents_naming)::BIGINT AS naming, sum(documents)::BIGINT AS published
    FROM homeland_mentions_monthly AS counted
    JOIN sources USING (source_id)
    WHERE sources.kind = 'newspaper'
    GROUP BY ALL
) AS marts
LEFT JOIN poisson_limits ON events = naming
ORDER BY marts.diaspora, month
