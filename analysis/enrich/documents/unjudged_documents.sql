-- Documents whose text, language, mentions, source or rules are not those they were judged by.
CREATE OR REPLACE TEMP TABLE unjudged AS
WITH named AS (
    SELECT
        document_id,
        md5(string_agg(concat_ws(' ', part, span_start, span_end, diaspora, target), ';'
            ORDER BY part, span_start, span_end, diaspora, target)) AS mentions
    FROM mentions
    GROUP BY document_id
),
now AS (
    SELECT
        document_id,
        md5(concat_ws(' ', $rules, text_digest, "language", source_id, sources.diaspora, named.mentions)) AS basis,
        sources.diaspora,
        named.mentions IS NULL AND sources.diaspora IS NULL AS concerns_nobody
    FROM documents
    LEFT JOIN sources USING (source_id)
    LEFT JOIN named USING (document_id)
    WHERE "language" IS NOT NULL
)
SELECT now.*, row_number() OVER (PARTITION BY concerns_nobody ORDER BY document_id) AS n
FROM now LEFT JOIN judgements USING (document_id)
WHERE $redo OR judgements.basis IS DISTINCT FROM now.basis;
