-- Documents held, those of days that are known completely (counted), sources that gave them, mentions in them, and days.
WITH chosen AS (
    SELECT documents.*, coalesce(is_known, false) AS counted
    FROM staging.stg_documents AS documents
    LEFT JOIN (SELECT source_id, day, is_known FROM coverage) USING (source_id, day)
    WHERE day BETWEEN $since AND $until
),

days AS (
    SELECT count(*) FILTER (is_known) AS known, count(*) AS asked FROM coverage WHERE day BETWEEN $since AND $until
),

named AS (
    SELECT sum(mentions)::BIGINT AS mentions FROM intermediate.int_document_mentions SEMI JOIN (SELECT * FROM chosen WHERE counted) USING (document_id)
)

SELECT
    count(*) AS held,
    count(*) FILTER (counted) AS counted,
    count(*) FILTER (counted AND NOT is_first) AS repeats,
    count(DISTINCT source_id) AS sources,
    coalesce(any_value(mentions), 0) AS mentions,
    any_value(known) AS days_known,
    any_value(asked) AS days_asked,
    round(any_value(known) / nullif(any_value(asked), 0), 4) AS share_known,
    (SELECT count(*) FROM documents WHERE published_day IS NULL) AS undated
FROM chosen
CROSS JOIN days
CROSS JOIN named
