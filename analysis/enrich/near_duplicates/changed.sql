-- Documents that the index does not hold as they are; `block` is NULL for those that are gone.

CREATE OR REPLACE TEMP TABLE changed AS
SELECT
    document_id,
    indexed.block AS block_before,
    (coalesce(documents.published_day, documents.first_seen_at::DATE) - DATE '1970-01-01') // $window_days AS block
FROM documents
FULL JOIN document_shingles AS indexed USING (document_id)
WHERE documents.text_digest IS DISTINCT FROM indexed.text_digest
   OR documents.published_day IS DISTINCT FROM indexed.published_day
   OR documents.published_at IS DISTINCT FROM indexed.published_at
   OR documents.first_seen_at IS DISTINCT FROM indexed.first_seen_at;

DELETE FROM document_shingles WHERE document_id IN (SELECT document_id FROM changed);
