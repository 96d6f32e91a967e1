-- The blocks whose documents, or whose neighbours', changed.

SELECT DISTINCT touched
FROM (
    SELECT unnest([block, block + 1, block + 2, block_before, block_before + 1, block_before + 2]) AS touched
    FROM changed
)
WHERE touched IN (SELECT block FROM document_shingles UNION SELECT block FROM near_duplicates)
ORDER BY touched
