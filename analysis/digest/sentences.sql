-- Documents of the month that say most about a community's life or its relations, two of a community at most, to be quoted.
WITH found AS (
    SELECT
        judged.diaspora, judged.relevance, judged.score, documents.document_id, documents.title, documents.text, documents.url,
        documents.source_id, documents.published_day,
        row_number() OVER (
            PARTITION BY judged.diaspora
            ORDER BY judged.relevance = 'community' DESC, judged.score DESC, documents.published_day, documents.document_id
        ) AS place
    FROM document_diasporas AS judged
    JOIN documents USING (document_id)
    WHERE judged.relevance IN ('community', 'bilateral')
        AND documents.duplicate_of IS NULL
        AND documents.published_day BETWEEN $month AND last_day($month)
),

spans AS (
    SELECT document_id, diaspora, min_by(span_start, span_start) AS span_start, min_by(span_end, span_start) AS span_end
    FROM mentions
    WHERE part = 'text'
    GROUP BY document_id, diaspora
)

SELECT diaspora, relevance, title, text, url, source_id, published_day, span_start, span_end
FROM found
JOIN spans USING (document_id, diaspora)
WHERE place <= 2
ORDER BY place, score DESC, diaspora, document_id
LIMIT 40
