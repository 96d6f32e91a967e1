-- In which languages do the communities' own sources write? Share of words.
WITH written AS (
    SELECT sources.diaspora, documents."language", count(*) AS documents, sum(documents.words) AS words
    FROM documents
    JOIN sources USING (source_id)
    WHERE sources.diaspora IS NOT NULL
    GROUP BY ALL
)

SELECT diaspora, "language", documents, round(words / sum(words) OVER (PARTITION BY diaspora), 3) AS share_of_words
FROM written
ORDER BY diaspora, share_of_words DESC
