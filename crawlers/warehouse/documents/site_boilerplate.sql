-- Brings `repeated_lines` of the sources in `touched_sources` up to date; documents with a line that became one, or is one
-- no more, are added to `touched`. $documents, $share: a line is repeated that stands in so many different texts of a source,
-- and in this share of its documents.

-- The lines of the versions that changed, eight bytes each.
DELETE FROM version_lines WHERE document_id IN (SELECT document_id FROM touched);

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
JOIN (SELECT DISTINCT document_id, source_id FROM document_captures SEMI JOIN touched USING (document_id)) owners
    USING (document_id)
WHERE kind IN ('article', 'page');

-- Lines that stand in enough of a source's texts.
CREATE OR REPLACE TEMP TABLE counted_lines AS
WITH texts AS (
    SELECT * FROM version_lines SEMI JOIN touched_sources USING (source_id)
),
enough AS (
    SELECT source_id, greatest($documents, $share * count(DISTINCT document_id)) AS fewest
    FROM texts
    GROUP BY source_id
),
lines AS (
    SELECT source_id, document_id, text_id, unnest(lines) AS line, (line % 65536)::USMALLINT AS bucket FROM texts
),
crowded AS (  -- few lines stand in many texts: the others are left out in heaps, before they are counted one by one
    SELECT source_id, bucket, any_value(fewest) AS fewest
    FROM lines JOIN enough USING (source_id)
    GROUP BY source_id, bucket
    HAVING count(*) >= any_value(fewest)
)
SELECT source_id, line, count(DISTINCT document_id) AS documents
FROM lines JOIN crowded USING (source_id, bucket)
GROUP BY source_id, line
HAVING count(DISTINCT text_id) >= $documents AND count(DISTINCT document_id) >= any_value(fewest);

-- Lines that became one of them, or are one no more.
CREATE OR REPLACE TEMP TABLE changed_lines AS
SELECT source_id, line, known.text IS NULL AS is_new
FROM counted_lines
FULL JOIN (
    SELECT source_id, md5_number_lower(line) AS line, line AS text
    FROM repeated_lines SEMI JOIN touched_sources USING (source_id)
) known USING (source_id, line)
WHERE known.text IS NULL OR counted_lines.documents IS NULL;

-- Who holds them: these documents are computed anew.
CREATE OR REPLACE TEMP TABLE holding AS
SELECT source_id, document_id, line, is_new
FROM (
    SELECT source_id, document_id, unnest(lines) AS line
    FROM version_lines SEMI JOIN changed_lines USING (source_id)
)
JOIN changed_lines USING (source_id, line);

INSERT INTO touched SELECT DISTINCT document_id FROM holding ANTI JOIN touched USING (document_id);

INSERT INTO repeated_lines BY NAME
SELECT DISTINCT source_id, text AS line, 0 AS documents
FROM (
    SELECT source_id, line, unnest(string_split(document_versions.text, chr(10))) AS text
    FROM (SELECT source_id, line, min(document_id) AS document_id FROM holding WHERE is_new GROUP BY ALL)
    JOIN document_versions USING (document_id)
)
WHERE md5_number_lower(text) = line;

DELETE FROM repeated_lines
WHERE (source_id, md5_number_lower(line)) IN (SELECT (source_id, line) FROM changed_lines WHERE NOT is_new);

UPDATE repeated_lines SET documents = counted_lines.documents
FROM counted_lines
WHERE repeated_lines.source_id = counted_lines.source_id
  AND md5_number_lower(repeated_lines.line) = counted_lines.line
  AND repeated_lines.documents <> counted_lines.documents;
