SELECT document_id, basis, source_id, coalesce(unjudged.diaspora, '') AS diaspora, "language", title, text
FROM documents JOIN unjudged USING (document_id)
WHERE NOT concerns_nobody AND n BETWEEN $first AND $last
ORDER BY n
