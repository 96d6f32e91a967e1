-- What had been read from those captures.
SELECT * FROM document_captures WHERE captured_at < $end
