-- What extraction wrote, and of it what is stale or touched. Each parameter is a list of Parquet files.

CREATE OR REPLACE TEMP TABLE incoming_captures AS
    SELECT * FROM read_parquet($captures)
    QUALIFY row_number() OVER (PARTITION BY capture_id ORDER BY archive_file) = 1;
CREATE OR REPLACE TEMP TABLE stale_captures AS
    SELECT capture_id FROM captures
    WHERE archive_file IN (SELECT archive_file FROM read_parquet($archives))
      AND capture_id NOT IN (SELECT capture_id FROM incoming_captures);
CREATE OR REPLACE TEMP TABLE incoming_documents AS
    SELECT * FROM read_parquet($documents)
    QUALIFY row_number() OVER (PARTITION BY document_id, capture_id ORDER BY text_digest) = 1;
CREATE OR REPLACE TEMP TABLE incoming_passed_over AS
    SELECT * FROM read_parquet($passed_over)
    QUALIFY row_number() OVER (PARTITION BY document_id, capture_id) = 1;
CREATE OR REPLACE TEMP TABLE incoming_document_stats AS
    SELECT * FROM read_parquet($document_stats)
    QUALIFY row_number() OVER (PARTITION BY document_id, observed_at ORDER BY capture_id, views DESC, likes DESC) = 1;
CREATE OR REPLACE TEMP TABLE incoming_account_stats AS
    SELECT * FROM read_parquet($account_stats)
    QUALIFY row_number() OVER (PARTITION BY source_id, observed_at ORDER BY capture_id, followers DESC) = 1;
CREATE OR REPLACE TEMP TABLE incoming_accounts AS
    SELECT * FROM read_parquet($accounts)
    QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY name) = 1;
