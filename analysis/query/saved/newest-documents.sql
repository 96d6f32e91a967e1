-- What are the five newest documents that name each community, and what are they to it?
SELECT named.diaspora, published_day, documents.source_id, relevance, title, url, document_id
FROM (SELECT DISTINCT document_id, diaspora FROM mentions WHERE target <> 'city') AS named
JOIN documents USING (document_id)
LEFT JOIN document_diasporas USING (document_id, diaspora)
QUALIFY row_number() OVER (PARTITION BY named.diaspora ORDER BY published_day DESC NULLS LAST, document_id) <= 5
ORDER BY named.diaspora, published_day DESC NULLS LAST, document_id
