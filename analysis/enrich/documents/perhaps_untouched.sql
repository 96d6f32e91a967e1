-- Documents read with an earlier lexicon that have no mention of a community whose words changed since.
CREATE OR REPLACE TEMP TABLE perhaps_untouched AS
SELECT document_id, row_number() OVER () AS n
FROM documents JOIN enrichments USING (document_id)
WHERE enrichments.rules = $earlier AND enrichments.text_digest = documents.text_digest
  AND document_id NOT IN (SELECT document_id FROM mentions WHERE diaspora IN (SELECT unnest($changed::VARCHAR[])));
