-- One row per community, source and month: how often the source named the community, its homeland or its institutions on the days that are known. NULL means that no day is known, or that only the number of documents may be kept.
WITH named AS (
    SELECT
        int_document_mentions.diaspora,
        documents.source_id,
        documents.month,
        count(*) AS documents_naming,
        count(*) FILTER (documents.is_first) AS first_naming,
        sum(int_document_mentions.mentions)::BIGINT AS mentions,
        coalesce(sum(int_document_mentions.mentions) FILTER (documents.is_first), 0)::BIGINT AS first_mentions,
        sum(int_document_mentions.homeland_mentions)::BIGINT AS homeland_mentions
    FROM intermediate.int_document_mentions
    JOIN intermediate.int_known_documents AS documents USING (document_id)
    GROUP BY ALL
),

counted AS (
    SELECT
        diasporas.diaspora,
        months.source_id,
        months.month,
        months.documents,
        months.first_publications,
        months.words,
        months.days_known,
        months.days_in_month,
        CASE WHEN months.is_readable THEN coalesce(named.documents_naming, 0) END AS documents_naming,
        CASE WHEN months.is_readable THEN coalesce(named.first_naming, 0) END AS first_naming,
        CASE WHEN months.is_readable THEN coalesce(named.mentions, 0) END AS mentions,
        CASE WHEN months.is_readable THEN coalesce(named.first_mentions, 0) END AS first_mentions,
        CASE WHEN months.is_readable THEN coalesce(named.homeland_mentions, 0) END AS homeland_mentions,
        CASE WHEN months.is_readable THEN coalesce(likely.expected, 0) END AS expected,
        CASE WHEN months.is_readable THEN coalesce(likely.expected_low, 0) END AS expected_low,
        CASE WHEN months.is_readable THEN coalesce(likely.expected_high, nothing.high) END AS expected_high
    FROM diasporas
    CROSS JOIN intermediate.int_source_months AS months
    LEFT JOIN named
        ON named.diaspora = diasporas.diaspora
        AND named.source_id = months.source_id
        AND named.month = months.month
    LEFT JOIN intermediate.int_expected_mentions AS likely
        ON likely.diaspora = diasporas.diaspora
        AND likely.source_id = months.source_id
        AND likely.month = months.month
    LEFT JOIN poisson_limits AS nothing ON nothing.events = 0
)

SELECT
    diaspora,                                                                                                   -- The community. {key; in diasporas.diaspora}
    source_id,                                                                                                  -- The source. {key; in sources.source_id}
    month,                                                                                                      -- First day of the month. {key}
    documents,                                                                                                  -- Documents the source published; NULL: not known.
    words,                                                                                                      -- Words it published; NULL: not known.
    documents_naming,                                                                                           -- Of the documents, those that name the community.
    first_naming,                                                                                               -- Of those, first publications: adjusted for syndication.
    mentions,                                                                                                   -- Spans that name it.
    first_mentions,                                                                                             -- Of the spans, those in first publications: adjusted for syndication.
    homeland_mentions,                                                                                          -- Of the spans, those that name the homeland itself.
    round(expected, 2) AS mentions_expected,                                                                    -- The same weighed by how sure each is: the doubtful count in part, also those that rather are none.
    round(expected_low, 2) AS mentions_expected_low,                                                            -- Lower limit (95 %) of the mean behind it, for the chance of what is published and the errors of reading together.
    round(expected_high, 2) AS mentions_expected_high,                                                          -- Upper limit.
    round(1000.0 * documents_naming / nullif(documents, 0), 2) AS naming_per_1000_documents,                    -- Rate by documents; NULL: nothing published or not known.
    round(1000.0 * naming.low / nullif(documents, 0), 2) AS naming_per_1000_low,                                -- Its exact lower limit (Poisson, 95 %).
    round(1000.0 * naming.high / nullif(documents, 0), 2) AS naming_per_1000_high,                              -- Its exact upper limit.
    round(1000.0 * first_naming / nullif(first_publications, 0), 2) AS first_naming_per_1000_documents,         -- First publications that name it per 1,000 first publications: adjusted for syndication.
    round(1000.0 * adjusted.low / nullif(first_publications, 0), 2) AS first_naming_per_1000_low,               -- Its exact lower limit.
    round(1000.0 * adjusted.high / nullif(first_publications, 0), 2) AS first_naming_per_1000_high,             -- Its exact upper limit.
    round(10000.0 * mentions / nullif(words, 0), 2) AS mentions_per_10000_words,                                -- Rate by words; NULL: nothing published or not known.
    round(10000.0 * spans.low / nullif(words, 0), 2) AS mentions_per_10000_low,                                 -- Its exact lower limit, as if mentions fell independently.
    round(10000.0 * spans.high / nullif(words, 0), 2) AS mentions_per_10000_high,                               -- Its exact upper limit.
    days_known,                                                                                                 -- Days of the month that are known.
    days_in_month                                                                                               -- Days the month has.
FROM counted
LEFT JOIN poisson_limits AS naming ON naming.events = documents_naming
LEFT JOIN poisson_limits AS adjusted ON adjusted.events = first_naming
LEFT JOIN poisson_limits AS spans ON spans.events = mentions
ORDER BY diaspora, source_id, month
