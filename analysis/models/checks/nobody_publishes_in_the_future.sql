-- No document says it was published after it was captured (a day of grace for zones).
SELECT document_id, url, published_day, last_seen_at
FROM documents
WHERE published_day > last_seen_at::DATE + 1
