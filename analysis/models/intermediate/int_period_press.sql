-- One row per community and period that papers were asked about: what they printed on the days that are known, and how much of it names the community or is about it.
WITH papers AS (
    SELECT
        periods.period, periods.period_start,
        count(*) FILTER (days.is_known) AS days_known,
        sum(days.documents) AS documents,
        sum(days.first_publications) AS first_publications,
        sum(days.words) AS words
    FROM intermediate.int_periods AS periods
    JOIN intermediate.int_source_days AS days ON days.day BETWEEN periods.period_start AND periods.period_end
    WHERE days.source_kind = 'newspaper'
    GROUP BY ALL
),

named AS (
    SELECT
        periods.period, periods.period_start, mentions.diaspora,
        count(*) AS documents_naming,
        count(*) FILTER (documents.is_first) AS first_naming,
        sum(mentions.mentions) AS mentions,
        sum(mentions.homeland_mentions) AS homeland_mentions
    FROM intermediate.int_periods AS periods
    JOIN intermediate.int_known_documents AS documents ON documents.day BETWEEN periods.period_start AND periods.period_end
    JOIN intermediate.int_document_mentions AS mentions USING (document_id)
    WHERE documents.source_kind = 'newspaper'
    GROUP BY ALL
),

about AS (
    SELECT
        periods.period, periods.period_start, documents.diaspora,
        count(*) FILTER (documents.relevance = 'community') AS community_documents,
        count(*) FILTER (documents.relevance = 'bilateral') AS bilateral_documents
    FROM intermediate.int_periods AS periods
    JOIN intermediate.int_community_documents AS documents ON documents.day BETWEEN periods.period_start AND periods.period_end
    WHERE documents.source_kind = 'newspaper' AND documents.is_first
    GROUP BY ALL
)

SELECT
    diasporas.diaspora,                                                                            -- The community.
    papers.period,                                                                                 -- Kind of period, as in `intermediate.int_periods`.
    papers.period_start,                                                                           -- First day of the period.
    days_known AS press_days_known,                                                                -- Days that are known, added over papers.
    documents AS press_documents,                                                                  -- Documents; NULL: no day is known.
    first_publications AS press_first_publications,                                                -- Without repeats of earlier texts.
    words AS press_words,                                                                          -- Words in the documents.
    CASE WHEN days_known > 0 THEN coalesce(documents_naming, 0) END AS press_documents_naming,     -- Documents that name the community or its homeland.
    CASE WHEN days_known > 0 THEN coalesce(first_naming, 0) END AS press_first_naming,             -- Of them, first publications.
    CASE WHEN days_known > 0 THEN coalesce(mentions, 0) END AS press_mentions,                     -- Spans that name it.
    CASE WHEN days_known > 0 THEN coalesce(homeland_mentions, 0) END AS press_homeland_mentions,   -- Of them, the homeland itself.
    CASE WHEN days_known > 0 THEN coalesce(community_documents, 0) END AS press_community_documents,  -- First publications on the community's life.
    CASE WHEN days_known > 0 THEN coalesce(bilateral_documents, 0) END AS press_bilateral_documents   -- First publications on relations with the homeland.
FROM papers
CROSS JOIN diasporas
LEFT JOIN named USING (diaspora, period, period_start)
LEFT JOIN about USING (diaspora, period, period_start)
