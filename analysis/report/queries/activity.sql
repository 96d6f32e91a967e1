-- Documents that a community's own sources published on known days, by platform. Nothing is said of times of which no day is known.
SELECT
    diaspora, name, platform, date_trunc($grain, month)::DATE AS start,
    (date_trunc($grain, month) + to_months(CASE $grain WHEN 'month' THEN 1 ELSE 3 END))::DATE AS end_,
    sum(documents)::BIGINT AS documents,
    sum(first_publications)::BIGINT AS first_publications,
    round(avg(coalesce(share_known, 0)), 4) AS share_known
FROM activity_monthly
JOIN diasporas USING (diaspora)
WHERE month BETWEEN $since AND $until
    AND (diaspora, platform) IN (SELECT (diaspora, platform) FROM activity_monthly WHERE sources > 0)
GROUP BY ALL
ORDER BY name, platform DESC, start
