-- One row per community, source and month: how often the source named the community, its homeland or its institutions. NULL means not known.
WITH named AS (
    SELECT
        stg_document_mentions.diaspora,
        stg_documents.source_id,
        stg_documents.month,
        count(*) AS documents_naming,
        count(*) FILTER (stg_documents.is_first) AS first_naming,
        sum(stg_document_mentions.mentions) AS mentions,
        sum(stg_document_mentions.homeland_mentions) AS homeland_mentions
    FROM stg_document_mentions
    JOIN stg_documents USING (document_id)
    WHERE stg_documents.month IS NOT NULL
    GROUP BY ALL
)

SELECT
    diasporas.diaspora,                                                            -- The community.
    months.source_id,                                                              -- The source.
    months.month,                                                                  -- First day of the month.
    months.documents,                                                              -- Documents the source published; NULL: not known.
    months.words,                                                                  -- Words it published; NULL: not known.
    CASE WHEN months.days_known > 0 THEN coalesce(named.documents_naming, 0) END AS documents_naming,   -- Of the documents, those that name the community.
    CASE WHEN months.days_known > 0 THEN coalesce(named.first_naming, 0) END AS first_naming,           -- Of those, first publications: adjusted for syndication.
    CASE WHEN months.days_known > 0 THEN coalesce(named.mentions, 0) END AS mentions,                   -- Spans that name it.
    CASE WHEN months.days_known > 0 THEN coalesce(named.homeland_mentions, 0) END AS homeland_mentions, -- Of the spans, those that name the homeland itself.
    round(1000.0 * coalesce(named.documents_naming, 0) / nullif(months.documents, 0), 2) AS naming_per_1000_documents,  -- Rate by documents; NULL: nothing published or not known.
    round(10000.0 * coalesce(named.mentions, 0) / nullif(months.words, 0), 2) AS mentions_per_10000_words,              -- Rate by words; NULL: nothing published or not known.
    months.days_known,                                                             -- Days of the month that are known.
    months.days_in_month                                                           -- Days the month has.
FROM diasporas
CROSS JOIN stg_source_months AS months
LEFT JOIN named
    ON named.diaspora = diasporas.diaspora
    AND named.source_id = months.source_id
    AND named.month = months.month
ORDER BY diasporas.diaspora, months.source_id, months.month
