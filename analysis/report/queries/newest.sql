-- The newest documents that name a community, counted or not.
WITH named AS (
    SELECT *, count(*) OVER (PARTITION BY document_id) AS spans FROM mentions
    WHERE diaspora = $community AND target <> 'city'
    QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY part = 'title', span_start) = 1
)

SELECT
    documents.document_id, documents.title, documents.url, documents."language", documents.published_day AS day, sources.name AS source,
    documents.duplicate_of IS NOT NULL AS repeats, spans, rule, surface, relevance,
    CASE part WHEN 'title' THEN title[greatest(span_start - $around, 0) + 1 : span_start] ELSE text[greatest(span_start - $around, 0) + 1 : span_start] END AS before,
    CASE part WHEN 'title' THEN title[span_end + 1 : span_end + $around] ELSE text[span_end + 1 : span_end + $around] END AS after
FROM named
JOIN documents USING (document_id)
JOIN sources USING (source_id)
LEFT JOIN document_diasporas AS judged ON judged.document_id = documents.document_id AND judged.diaspora = $community
ORDER BY documents.published_day DESC NULLS LAST, documents.document_id
LIMIT $at_most
