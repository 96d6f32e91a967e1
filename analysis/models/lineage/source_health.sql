-- What is held of The Astana Times.
SELECT documents FROM source_health WHERE source_id LIKE 'astana-times%';

SELECT document_id, published_day AS day, 1 AS counts FROM documents WHERE source_id LIKE 'astana-times%';
