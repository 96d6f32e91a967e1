-- How often is each community named beside its size? Documents per 1,000 people of the newest count.
SELECT diaspora, year AS counted_in, people, documents, round(1000.0 * documents / people, 2) AS per_1000_people
FROM (SELECT diaspora, max(year) AS year, arg_max(people, year) AS people FROM census GROUP BY diaspora)
LEFT JOIN (SELECT diaspora, sum(documents_naming) AS documents FROM homeland_mentions_monthly GROUP BY diaspora) USING (diaspora)
ORDER BY per_1000_people DESC NULLS LAST
