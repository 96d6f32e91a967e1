SELECT document_id, part, span_start, span_end, surface, mentions.diaspora, homeland, target, rule
FROM mentions JOIN unjudged USING (document_id)
WHERE n BETWEEN $first AND $last
ORDER BY document_id, part DESC, span_start, mentions.diaspora
