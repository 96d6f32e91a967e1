-- What The Astana Times published on 8 May 2015; `staging.stg_crawls` has the crawl that vouches for the day.
SELECT documents FROM coverage WHERE source_id LIKE 'astana-times%' AND day = DATE '2015-05-08';

SELECT document_id, published_day AS day, 1 AS counts
FROM documents
WHERE source_id LIKE 'astana-times%' AND published_day = DATE '2015-05-08';
