-- What of the archive could not be read, and why; it is tried again when the program changes.
SELECT reason, count(*) AS places, count(DISTINCT archive_file) AS files FROM quarantine GROUP BY ALL ORDER BY places DESC, reason
