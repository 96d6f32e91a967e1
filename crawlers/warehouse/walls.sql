-- Turns the walls among what is being loaded into captures with a reason. Each archive file is judged by itself, so the
-- order in which files arrive does not matter.

CREATE OR REPLACE TEMP TABLE walls AS
WITH pages AS (
    SELECT archive_file, capture_id, document_url, outcome
    FROM incoming_captures
    WHERE role = 'article'
),
sizes AS (
    SELECT archive_file, count(*) FILTER (NOT starts_with(outcome, 'status')) AS pages,
        count(published_day) * 2 >= count(document_id) AS prints_dates
    FROM pages
    LEFT JOIN incoming_documents USING (capture_id)
    GROUP BY archive_file
),
alike AS (
    SELECT archive_file, text_digest
    FROM pages
    JOIN incoming_documents USING (capture_id)
    JOIN sizes USING (archive_file)
    GROUP BY archive_file, text_digest, sizes.pages, sizes.prints_dates
    HAVING count(DISTINCT document_url) >= $many_alike
        OR count(DISTINCT document_url) >= greatest($alike, $share_alike * sizes.pages)
        OR (count(DISTINCT document_url) >= $alike AND count(published_day) = 0 AND sizes.prints_dates)
),
targets AS (
    SELECT archive_file, regexp_extract(outcome, ' leads to (.*)$', 1) AS document_url,
        count(DISTINCT pages.document_url) AS led
    FROM pages
    WHERE contains(outcome, ' leads to ')
    GROUP BY archive_file, regexp_extract(outcome, ' leads to (.*)$', 1)
),
habits AS (
    SELECT archive_file, count(published_day) > 0 AS lead_to_dates
    FROM targets
    JOIN pages USING (archive_file, document_url)
    LEFT JOIN incoming_documents USING (capture_id)
    GROUP BY archive_file
)
SELECT capture_id
FROM pages
JOIN incoming_documents USING (capture_id)
SEMI JOIN alike ON alike.archive_file = pages.archive_file AND alike.text_digest = incoming_documents.text_digest
UNION
SELECT capture_id
FROM pages
JOIN targets USING (archive_file, document_url)
JOIN sizes USING (archive_file)
JOIN habits USING (archive_file)
LEFT JOIN incoming_documents USING (capture_id)
WHERE led >= $alike
    OR (published_day IS NULL AND prints_dates AND (led >= $alike_undated OR NOT lead_to_dates));

UPDATE incoming_captures SET outcome = $wall WHERE capture_id IN (FROM walls);

DELETE FROM incoming_documents WHERE capture_id IN (FROM walls);

DELETE FROM incoming_passed_over WHERE capture_id IN (FROM walls);
