-- How many documents of each source are undated, and so in no count over time?
SELECT source_id, documents, undated, round(undated / nullif(documents, 0), 3) AS share_undated
FROM source_health
WHERE documents > 0
ORDER BY share_undated DESC, source_id
