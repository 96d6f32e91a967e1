-- Of the documents in `lost`, how much was published on which day stays, as a number of our own.

INSERT INTO kept_counts
    SELECT source_id, kind, published_day, count(*), count(*) FILTER (duplicate_of IS NULL), sum(words)
    FROM documents
    WHERE (source_id, kind, published_day) IN (
        SELECT (source_id, kind, published_day) FROM documents SEMI JOIN lost USING (document_id)
        WHERE published_day IS NOT NULL
    )
    GROUP BY source_id, kind, published_day
    ON CONFLICT DO UPDATE SET
        documents = greatest(documents, excluded.documents),
        first_publications = greatest(first_publications, excluded.first_publications),
        words = greatest(words, excluded.words);
