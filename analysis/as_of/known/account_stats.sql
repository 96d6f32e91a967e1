-- Counters of accounts as they had been read.
SELECT * FROM account_stats WHERE observed_at < $end
