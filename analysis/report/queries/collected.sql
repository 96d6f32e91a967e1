-- Documents held, by day of publication and kind of source; those of days that are not known completely are told apart.
SELECT
    date_trunc($grain, documents.day)::DATE AS start,
    (date_trunc($grain, documents.day) + to_months(CASE $grain WHEN 'month' THEN 1 ELSE 3 END))::DATE AS end_,
    source_kind AS kind,
    count(*) AS documents,
    count(*) FILTER (NOT coalesce(is_known, false)) AS uncounted
FROM staging.stg_documents AS documents
LEFT JOIN (SELECT source_id, day, is_known FROM coverage) USING (source_id, day)
WHERE documents.day BETWEEN $since AND $until
GROUP BY ALL
ORDER BY ALL
