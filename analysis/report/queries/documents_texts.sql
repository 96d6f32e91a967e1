-- What a document's page shows: title, addresses, how its day was read, its archived copy, a stretch of text around each community's first mention.
WITH chunk AS (
    SELECT * FROM listed WHERE position BETWEEN $first AND $last
),

mentioned AS (
    SELECT document_id, diaspora, part, span_start, span_end, surface, target, rule
    FROM mentions
    SEMI JOIN chunk USING (document_id)
    QUALIFY row_number() OVER (PARTITION BY document_id, diaspora ORDER BY target = 'city', part = 'title', span_start) = 1
),

quoted AS (
    SELECT
        document_id,
        list({
            'diaspora': diaspora, 'surface': surface, 'target': target, 'rule': rule,
            'before': CASE part WHEN 'title' THEN title[greatest(span_start - $around, 0) + 1 : span_start]
                      ELSE text[greatest(span_start - $around, 0) + 1 : span_start] END,
            'after': CASE part WHEN 'title' THEN title[span_end + 1 : span_end + $around]
                     ELSE text[span_end + 1 : span_end + $around] END
        } ORDER BY diaspora) AS quotations
    FROM mentioned
    JOIN documents USING (document_id)
    GROUP BY document_id
),

judged AS (
    SELECT document_id, list({'diaspora': diaspora, 'relevance': relevance, 'score': score, 'evidence': evidence} ORDER BY diaspora) AS verdicts
    FROM document_diasporas
    SEMI JOIN chunk USING (document_id)
    GROUP BY document_id
)

SELECT
    documents.document_id, title, documents.url, text[1 : $around] AS lead, words,
    published_day::VARCHAR AS day, published_raw, published_method, published_precision, extraction, duplicate_of, gone_at::DATE::VARCHAR AS gone,
    strftime(captured_at, '%Y-%m-%dT%H:%M:%SZ') AS captured_at, captures.url AS captured_url, payload_digest, archive_file, record_offset,
    coalesce(quotations, []) AS quotations,
    coalesce(verdicts, []) AS verdicts
FROM chunk
JOIN documents USING (document_id)
LEFT JOIN captures USING (capture_id)
LEFT JOIN quoted USING (document_id)
LEFT JOIN judged USING (document_id)
ORDER BY position
