CREATE TABLE version_lines (              -- One row per text of a page or an article: its lines, by which those are found that a site repeats.
    source_id VARCHAR NOT NULL,           -- Whose site.
    document_id VARCHAR NOT NULL,         -- The document.
    text_id UBIGINT NOT NULL,             -- Half of the MD5 digest of the text.
    lines UBIGINT[] NOT NULL              -- Half of the MD5 digest of each line, each once.
);

INSERT INTO version_lines BY NAME
SELECT
    source_id,
    document_id,
    md5_number_lower(text) AS text_id,
    list_transform(
        list_distinct(list_filter(string_split(text, chr(10)), lambda line: line <> '')),
        lambda line: md5_number_lower(line)
    ) AS lines
FROM document_versions
JOIN (SELECT DISTINCT document_id, source_id FROM document_captures) AS owners USING (document_id)
WHERE kind IN ('article', 'page');
