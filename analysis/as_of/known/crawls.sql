-- The crawls that had ended; what a crawl saw is not known before.
SELECT * FROM crawls WHERE coalesce(finished_at, started_at) < $end
