-- What is incoming takes the place of what the same captures, read before, had given.

INSERT INTO sources
    SELECT source_id, 'other', platform, NULL, name, url, NULL, false, 'imported', 'an imported export'
    FROM incoming_accounts ANTI JOIN sources USING (source_id);

INSERT INTO sources
    SELECT DISTINCT source_id, 'other', 'web', NULL, source_id, NULL, NULL, false, 'imported', 'an imported archive'
    FROM incoming_captures ANTI JOIN sources USING (source_id);

INSERT OR REPLACE INTO captures BY NAME SELECT * FROM incoming_captures;

INSERT INTO document_versions BY NAME
    SELECT document_id, text_digest, kind, title, text, captions, left_out, section, declared_language, duration, words
    FROM incoming_documents
    QUALIFY row_number() OVER (PARTITION BY document_id, text_digest ORDER BY captured_at DESC, capture_id) = 1
    ON CONFLICT DO UPDATE SET
        kind = excluded.kind, captions = excluded.captions, left_out = excluded.left_out, section = excluded.section,
        declared_language = excluded.declared_language, duration = excluded.duration, words = excluded.words;

DELETE FROM document_captures
WHERE capture_id IN (FROM incoming_captures SELECT capture_id UNION FROM stale_captures)
  AND (document_id, capture_id) NOT IN (SELECT (document_id, capture_id) FROM incoming_documents);

INSERT OR REPLACE INTO document_captures BY NAME
    SELECT document_id, capture_id, source_id, url, text_digest, captured_at, published_at, published_day,
           published_precision, published_method, published_raw, modified_at, extraction, aliases
    FROM incoming_documents;

DELETE FROM passed_over WHERE capture_id IN (FROM incoming_captures SELECT capture_id UNION FROM stale_captures);

INSERT INTO passed_over BY NAME SELECT * FROM incoming_passed_over;

DELETE FROM document_stats WHERE capture_id IN (FROM incoming_captures SELECT capture_id UNION FROM stale_captures);

INSERT OR REPLACE INTO document_stats BY NAME SELECT * FROM incoming_document_stats;

DELETE FROM account_stats WHERE capture_id IN (FROM incoming_captures SELECT capture_id UNION FROM stale_captures);

INSERT OR REPLACE INTO account_stats BY NAME SELECT * FROM incoming_account_stats;

DELETE FROM captures WHERE capture_id IN (FROM stale_captures);

INSERT OR REPLACE INTO crawls BY NAME SELECT * FROM read_parquet($crawls);

INSERT OR REPLACE INTO archives BY NAME SELECT *, now()::TIMESTAMP AS loaded_at FROM read_parquet($archives);

DELETE FROM quarantine WHERE archive_file IN (SELECT archive_file FROM read_parquet($archives));

INSERT INTO quarantine BY NAME SELECT * FROM read_parquet($quarantine);
