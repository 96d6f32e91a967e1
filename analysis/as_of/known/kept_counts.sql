-- Counts of days for which a crawl had vouched.
SELECT * FROM kept_counts
WHERE EXISTS (
    FROM crawls
    WHERE crawls.source_id = kept_counts.source_id AND coalesce(finished_at, started_at) < $end
        AND day BETWEEN covers_from AND covers_until
)
