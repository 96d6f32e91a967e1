-- Crawls since a redesign vouch for no day.

UPDATE crawls SET outcome = 'broken', reason = $reason, covers_from = NULL, covers_until = NULL
WHERE source_id = $source_id AND via = 'live' AND coalesce(finished_at, started_at) >= $since;
