-- Mentions of which the model is least sure, likely between 20 and 80 %: each counts in part (`mentions_expected`) until a person settles it.
WITH doubtful AS (
    SELECT *, count(*) OVER () AS in_doubt FROM intermediate.int_settled_mentions
    WHERE is_doubtful
    ORDER BY abs(probability - 0.5), mention_id
    LIMIT $at_most
)

SELECT
    mention_id, doubtful.diaspora, diasporas.name, target, probability, is_mention, in_doubt,
    documents.document_id, documents."language", documents.published_day AS day, sources.name AS source, surface,
    CASE part WHEN 'title' THEN title[greatest(span_start - $around, 0) + 1 : span_start] ELSE text[greatest(span_start - $around, 0) + 1 : span_start] END AS before,
    CASE part WHEN 'title' THEN title[span_end + 1 : span_end + $around] ELSE text[span_end + 1 : span_end + $around] END AS after
FROM doubtful
JOIN documents USING (document_id)
JOIN sources USING (source_id)
JOIN diasporas ON diasporas.diaspora = doubtful.diaspora
ORDER BY abs(probability - 0.5), mention_id
