-- Documents that are new, changed, or were read with other rules, in the order in which they came.
CREATE OR REPLACE TEMP TABLE stale AS
SELECT document_id, row_number() OVER (ORDER BY documents.rowid) AS n
FROM documents LEFT JOIN enrichments USING (document_id)
WHERE $redo OR enrichments.text_digest IS DISTINCT FROM documents.text_digest OR rules IS DISTINCT FROM $rules;
