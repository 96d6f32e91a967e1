-- The shingles of the changed documents of a block: three words each, in 32 bits.

INSERT INTO document_shingles BY NAME
SELECT
    document_id, text_digest, published_day, published_at, first_seen_at, block,
    CASE WHEN words >= $shortest_exact THEN hash(read) END AS text_hash,
    list_distinct(list_transform(
        range(1, len(w) - 1), lambda i: (hash(w[i], w[i + 1], w[i + 2]) & 4294967295)::UINTEGER
    )) AS shingles
FROM (
    SELECT *, regexp_extract_all(read, '[\p{L}\p{N}]+') AS w
    FROM (
        SELECT documents.*, changed.block, lower(title || ' ' || text) AS read
        FROM documents JOIN changed USING (document_id)
        WHERE changed.block = $block
    )
);
