-- A crawl that was not what it seemed. Its own words come back when its archive file is read anew.

UPDATE crawls SET outcome = 'broken', reason = $reason, covers_from = NULL, covers_until = NULL WHERE crawl_id = $crawl_id;
