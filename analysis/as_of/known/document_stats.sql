-- Counters of documents as they had been read.
SELECT * FROM document_stats WHERE observed_at < $end
