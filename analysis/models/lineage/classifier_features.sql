-- Mentions of the Polish community in the papers, over the study's window.
SELECT press_mentions FROM classifier_features WHERE diaspora = 'polish' AND period = 'window:study';

SELECT document_id, day, mentions AS counts
FROM intermediate.int_known_documents
JOIN intermediate.int_document_mentions USING (document_id)
JOIN windows ON day BETWEEN since AND "until" AND window_name = 'study'
WHERE diaspora = 'polish' AND source_kind = 'newspaper';
