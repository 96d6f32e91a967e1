-- What had been captured.
SELECT * FROM captures WHERE captured_at < $end
