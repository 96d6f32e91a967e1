-- One row per community, paper and month: how much of the paper is about the community, and about what. First publications on days that are known. NULL means that no day is.
WITH written AS (
    SELECT
        diaspora,
        source_id,
        month,
        count(*) FILTER (relevance = 'community') AS community,
        count(*) FILTER (relevance = 'bilateral') AS bilateral,
        count(*) FILTER (relevance = 'history') AS history,
        count(*) FILTER (relevance = 'sport') AS sport,
        count(*) FILTER (relevance = 'reverse_diaspora') AS reverse_diaspora,
        count(*) FILTER (relevance = 'homeland_news') AS homeland_news,
        count(*) FILTER (relevance = 'other') AS other
    FROM intermediate.int_community_documents
    WHERE is_first AND source_kind = 'newspaper'
    GROUP BY ALL
),

titled AS (
    SELECT mentions.diaspora, documents.source_id, documents.month, count(*) AS titles
    FROM intermediate.int_document_mentions AS mentions
    JOIN intermediate.int_known_documents AS documents USING (document_id)
    WHERE mentions.in_title AND documents.is_first AND documents.source_kind = 'newspaper'
    GROUP BY ALL
),

papers AS (
    SELECT months.*
    FROM intermediate.int_source_months AS months
    JOIN sources USING (source_id)
    WHERE sources.kind = 'newspaper'
)

SELECT
    diasporas.diaspora,                                                                                  -- The community. {key; in diasporas.diaspora}
    papers.source_id,                                                                                    -- The paper. {key; in sources.source_id}
    papers.month,                                                                                        -- First day of the month. {key}
    papers.first_publications,                                                                           -- First publications of the paper; NULL: not known.
    CASE WHEN days_known > 0 THEN coalesce(community, 0) END AS community,                               -- Of them, on the community's life.
    CASE WHEN days_known > 0 THEN coalesce(bilateral, 0) END AS bilateral,                               -- On relations of Kazakhstan with the homeland.
    CASE WHEN days_known > 0 THEN coalesce(history, 0) END AS history,                                   -- On history.
    CASE WHEN days_known > 0 THEN coalesce(sport, 0) END AS sport,                                       -- On sport.
    CASE WHEN days_known > 0 THEN coalesce(reverse_diaspora, 0) END AS reverse_diaspora,                 -- On people from Kazakhstan in the homeland.
    CASE WHEN days_known > 0 THEN coalesce(homeland_news, 0) END AS homeland_news,                       -- On the homeland, without Kazakhstan.
    CASE WHEN days_known > 0 THEN coalesce(other, 0) END AS other,                                       -- Naming it only in passing.
    CASE WHEN days_known > 0 THEN coalesce(titles, 0) END AS titles,                                     -- With a mention in the title.
    round(1000.0 * coalesce(community, 0) / nullif(first_publications, 0), 2) AS community_per_1000,     -- On the community's life per 1,000 first publications; NULL: nothing published or not known.
    round(1000.0 * low / nullif(first_publications, 0), 2) AS community_per_1000_low,                    -- Its exact lower limit (Poisson, 95 %).
    round(1000.0 * high / nullif(first_publications, 0), 2) AS community_per_1000_high,                  -- Its exact upper limit.
    papers.days_known,                                                                                   -- Days of the month that are known.
    papers.days_in_month                                                                                 -- Days the month has.
FROM diasporas
CROSS JOIN papers
LEFT JOIN written USING (diaspora, source_id, month)
LEFT JOIN titled USING (diaspora, source_id, month)
LEFT JOIN poisson_limits ON events = coalesce(written.community, 0)
ORDER BY diaspora, source_id, month
