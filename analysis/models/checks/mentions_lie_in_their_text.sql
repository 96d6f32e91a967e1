-- Every mention is the characters between its offsets.
SELECT mentions.document_id, mentions.part, mentions.span_start, mentions.surface
FROM mentions
JOIN documents USING (document_id)
WHERE mentions.surface <> substring(
    CASE mentions.part WHEN 'title' THEN documents.title ELSE documents.text END,
    mentions.span_start + 1,
    mentions.span_end - mentions.span_start
)
