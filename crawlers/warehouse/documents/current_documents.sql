-- What `documents` holds of those in `touched`, from the captures of each. $methods: where a date was read, the most
-- trustworthy first; $no_text: the digest of a document of which a capture shows neither title nor text.

INSERT INTO documents BY NAME
WITH owners AS (
    SELECT DISTINCT document_id, source_id FROM document_captures SEMI JOIN touched USING (document_id)
),

repeated AS (
    SELECT source_id, list(line) AS lines FROM repeated_lines GROUP BY source_id
),

stripped AS (  -- versions without the lines that their site repeats
    SELECT
        document_versions.*,
        CASE
            WHEN repeated.lines IS NULL THEN text
            ELSE array_to_string(
                list_filter(string_split(text, chr(10)), lambda line: NOT list_contains(repeated.lines, line)),
                chr(10)
            )
        END AS kept
    FROM document_versions
    SEMI JOIN touched USING (document_id)
    LEFT JOIN owners USING (document_id)
    LEFT JOIN repeated ON repeated.source_id = owners.source_id AND document_versions.kind IN ('article', 'page')
),

cleaned AS (  -- where nothing would be left, all is kept: then the documents repeat each other, which is found later
    SELECT
        stripped.* EXCLUDE (text_digest, text, words, kept),
        stripped.text_digest AS version_digest,
        stripped.kept = '' OR stripped.kept = stripped.text AS is_whole,
        CASE WHEN is_whole THEN stripped.text ELSE kept END AS text,
        CASE WHEN is_whole THEN stripped.text_digest ELSE left(md5(stripped.text_digest || chr(31) || kept), 16) END AS text_digest,
        CASE WHEN is_whole THEN stripped.words ELSE len(regexp_extract_all(title || chr(10) || kept, $word)) END AS words
    FROM stripped
),

shown AS (
    SELECT
        *,
        min(captured_at) OVER document AS first_seen_at,
        max(captured_at) OVER document AS last_seen_at
    FROM document_captures
    SEMI JOIN touched USING (document_id)
    LEFT JOIN (SELECT capture_id, archive_file LIKE 'imported/%' AS imported FROM captures) USING (capture_id)
    WINDOW document AS (PARTITION BY document_id)
),

newest AS (  -- neither an export of counters alone, nor a page whose layout its parser does not know yet, changes anything
    SELECT
        * EXCLUDE (text_digest, published_at, published_day, published_precision, published_method, published_raw),
        text_digest AS version_digest
    FROM shown
    QUALIFY row_number() OVER (
        PARTITION BY document_id
        ORDER BY text_digest = $no_text, imported, extraction = 'generic', captured_at DESC, capture_id DESC
    ) = 1
),

dated AS (  -- the oldest capture that shows the date by the best method
    SELECT document_id, published_at, published_day, published_precision, published_method, published_raw
    FROM shown
    WHERE published_day IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY document_id
        ORDER BY imported, list_position($methods, published_method), captured_at, capture_id
    ) = 1
),

gone AS (
    SELECT newest.document_id, min(captures.captured_at) AS gone_at
    FROM newest
    JOIN captures ON captures.source_id = newest.source_id AND captures.document_url = newest.url
    WHERE (captures.status IN (404, 410) OR captures.outcome = 'gone') AND captures.captured_at > newest.last_seen_at
      AND (newest.imported OR captures.archive_file NOT LIKE 'imported/%')
    GROUP BY ALL
)

SELECT
    document_id, source_id, kind, url, title, text, captions, section,
    NULL AS "language", declared_language,
    published_at, published_day, published_precision, published_method, published_raw,
    modified_at, first_seen_at, last_seen_at, gone_at, capture_id, text_digest, words, extraction, duration,
    NULL AS duplicate_of
FROM newest
JOIN cleaned USING (document_id, version_digest)
LEFT JOIN dated USING (document_id)
LEFT JOIN gone USING (document_id)
ON CONFLICT DO UPDATE SET
    kind = excluded.kind, url = excluded.url, title = excluded.title, text = excluded.text,
    captions = excluded.captions, section = excluded.section, declared_language = excluded.declared_language,
    "language" = CASE WHEN excluded.text_digest = documents.text_digest THEN documents."language" END,
    published_at = excluded.published_at, published_day = excluded.published_day,
    published_precision = excluded.published_precision, published_method = excluded.published_method,
    published_raw = excluded.published_raw,
    modified_at = excluded.modified_at, first_seen_at = excluded.first_seen_at,
    last_seen_at = excluded.last_seen_at, gone_at = excluded.gone_at, capture_id = excluded.capture_id,
    text_digest = excluded.text_digest, words = excluded.words, extraction = excluded.extraction,
    duration = excluded.duration,
    duplicate_of = CASE WHEN excluded.text_digest = documents.text_digest THEN documents.duplicate_of END;
