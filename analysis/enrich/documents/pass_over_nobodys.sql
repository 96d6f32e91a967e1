-- A text that names nobody, of a source that is nobody's, is nothing to anybody: nobody has to read it for that.
DELETE FROM document_diasporas WHERE document_id IN (SELECT document_id FROM unjudged WHERE concerns_nobody);
DELETE FROM document_topics WHERE document_id IN (SELECT document_id FROM unjudged WHERE concerns_nobody);
DELETE FROM unlikely_topics WHERE document_id IN (SELECT document_id FROM unjudged WHERE concerns_nobody);
INSERT OR REPLACE INTO judgements BY NAME SELECT document_id, basis FROM unjudged WHERE concerns_nobody;
