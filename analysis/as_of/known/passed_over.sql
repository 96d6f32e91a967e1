-- What had been captured and passed over.
SELECT * FROM passed_over
SEMI JOIN (SELECT * FROM captures WHERE captured_at < $end) USING (capture_id)
