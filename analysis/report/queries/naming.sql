-- Documents of the papers that name a community or its homeland, per 1,000 that they published, on known days, with exact 95 % limits (Poisson). No rate where no day is known.
WITH summed AS (
    SELECT
        marts.diaspora, date_trunc($grain, month)::DATE AS start,
        sum(documents_naming)::BIGINT AS naming, sum(documents)::BIGINT AS published,
        sum(days_known)::BIGINT AS days_known, sum(days_in_month)::BIGINT AS days
    FROM homeland_mentions_monthly AS marts
    JOIN sources USING (source_id)
    WHERE sources.kind = 'newspaper' AND month BETWEEN $since AND $until
    GROUP BY ALL
)

SELECT
    summed.diaspora, name, start, (start + to_months(CASE $grain WHEN 'month' THEN 1 ELSE 3 END))::DATE AS end_,
    naming, published, days_known, days,
    round(1000.0 * naming / nullif(published, 0), 2) AS rate,
    round(1000.0 * low / nullif(published, 0), 2) AS low,
    round(1000.0 * high / nullif(published, 0), 2) AS high
FROM summed
JOIN diasporas USING (diaspora)
LEFT JOIN poisson_limits ON events = naming
ORDER BY name, start
