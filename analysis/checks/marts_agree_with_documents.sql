-- What the monthly marts count is what the documents say: same totals where the month is known.
WITH counted AS (
    SELECT source_id, month, max(documents) AS documents
    FROM homeland_mentions_monthly
    WHERE documents IS NOT NULL
    GROUP BY ALL
),

held AS (
    SELECT source_id, date_trunc('month', day)::DATE AS month, sum(documents) AS documents
    FROM stg_published_days
    GROUP BY ALL
)

SELECT counted.source_id, counted.month, counted.documents AS counted, coalesce(held.documents, 0) AS held
FROM counted
LEFT JOIN held USING (source_id, month)
WHERE counted.documents <> coalesce(held.documents, 0)
