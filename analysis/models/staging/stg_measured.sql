-- One row per community and period: what its own sources, the papers and its events come to on the days that are known.
WITH own_sources AS (
    SELECT
        periods.period, periods.period_start, periods.period_end, days.diaspora, days.source_id,
        count(*) FILTER (days.is_known) AS days_known,
        count(*) AS days_asked,
        sum(days.documents) AS documents,
        sum(days.first_publications) AS first_publications,
        sum(days.words) AS words
    FROM stg_periods AS periods
    JOIN stg_source_days AS days ON days.day BETWEEN periods.period_start AND periods.period_end
    WHERE days.diaspora IS NOT NULL
    GROUP BY ALL
),

own AS (
    SELECT
        period, period_start, period_end, diaspora,
        sum(days_known) AS own_days_known,
        max(days_known) AS own_best_days_known,
        sum(days_asked) AS own_days_asked,
        sum(documents) AS own_documents,
        sum(first_publications) AS own_first_publications,
        sum(words) AS own_words,
        sum(30.0 * first_publications / nullif(days_known, 0)) AS own_per_30_days
    FROM own_sources
    GROUP BY ALL
),

own_weeks AS (
    SELECT period, period_start, period_end, diaspora, count(*) AS weeks_known, count(*) FILTER (documents > 0) AS weeks_active
    FROM (
        SELECT
            periods.period, periods.period_start, periods.period_end, days.diaspora,
            date_trunc('week', days.day) AS week,
            count(DISTINCT days.day) AS days,
            sum(days.first_publications) AS documents
        FROM stg_periods AS periods
        JOIN stg_source_days AS days ON days.day BETWEEN periods.period_start AND periods.period_end
        WHERE days.diaspora IS NOT NULL AND days.is_known
        GROUP BY ALL
    )
    WHERE days = 7
    GROUP BY ALL
),

papers AS (
    SELECT
        periods.period, periods.period_start, periods.period_end,
        count(*) FILTER (days.is_known) AS press_days_known,
        sum(days.documents) AS press_documents,
        sum(days.first_publications) AS press_first_publications,
        sum(days.words) AS press_words
    FROM stg_periods AS periods
    JOIN stg_source_days AS days ON days.day BETWEEN periods.period_start AND periods.period_end
    WHERE days.source_kind = 'newspaper'
    GROUP BY ALL
),

written AS (
    SELECT
        periods.period, periods.period_start, periods.period_end, documents.diaspora,
        count(*) FILTER (documents.relevance = 'community') AS community_documents,
        count(*) FILTER (documents.relevance = 'community' AND documents.source_kind = 'newspaper') AS press_community_documents,
        count(*) FILTER (documents.relevance = 'bilateral' AND documents.source_kind = 'newspaper') AS press_bilateral_documents
    FROM stg_periods AS periods
    JOIN stg_community_documents AS documents ON documents.day BETWEEN periods.period_start AND periods.period_end
    WHERE documents.is_first AND documents.is_known
    GROUP BY ALL
),

named AS (
    SELECT
        periods.period, periods.period_start, periods.period_end, stg_document_mentions.diaspora,
        count(*) AS press_documents_naming,
        count(*) FILTER (stg_documents.is_first) AS press_first_naming,
        sum(stg_document_mentions.mentions) AS press_mentions,
        sum(stg_document_mentions.homeland_mentions) AS press_homeland_mentions
    FROM stg_periods AS periods
    JOIN stg_documents ON stg_documents.day BETWEEN periods.period_start AND periods.period_end
    JOIN stg_source_days AS days ON days.source_id = stg_documents.source_id AND days.day = stg_documents.day AND days.is_known
    JOIN stg_document_mentions USING (document_id)
    WHERE stg_documents.source_kind = 'newspaper'
    GROUP BY ALL
),

events AS (
    SELECT
        period, period_start, period_end, diaspora,
        sum(n) AS events,
        sum(n) FILTER (is_folklore) AS folk_events,
        count(DISTINCT domain) AS domains,
        count(*) AS topics,
        -sum(share * ln(share)) / ln((SELECT greatest(count(*), 2) FROM topics)) AS breadth
    FROM (
        SELECT *, n / sum(n) OVER (PARTITION BY period, period_start, diaspora) AS share
        FROM (
            SELECT
                periods.period, periods.period_start, periods.period_end, events.diaspora, events.topic, events.domain, events.is_folklore,
                count(*) AS n
            FROM stg_periods AS periods
            JOIN stg_community_events AS events ON events.day BETWEEN periods.period_start AND periods.period_end
            GROUP BY ALL
        )
    )
    GROUP BY ALL
),

contacts AS (
    SELECT
        periods.period, periods.period_start, periods.period_end, contacts.diaspora,
        count(*) FILTER (contacts.direction = 'from_homeland') AS from_homeland,
        count(*) FILTER (contacts.direction = 'to_homeland') AS to_homeland
    FROM stg_periods AS periods
    JOIN stg_contacts AS contacts ON contacts.day BETWEEN periods.period_start AND periods.period_end
    GROUP BY ALL
),

joined AS (
    SELECT
        diasporas.diaspora, periods.*,
        coalesce(own.own_days_known, 0) > 0 AS own_known,
        coalesce(papers.press_days_known, 0) > 0 AS press_known,
        own.* EXCLUDE (diaspora, period, period_start, period_end),
        own_weeks.weeks_known, own_weeks.weeks_active,
        papers.* EXCLUDE (period, period_start, period_end),
        written.* EXCLUDE (diaspora, period, period_start, period_end),
        named.* EXCLUDE (diaspora, period, period_start, period_end),
        events.* EXCLUDE (diaspora, period, period_start, period_end),
        contacts.from_homeland, contacts.to_homeland
    FROM diasporas
    CROSS JOIN stg_periods AS periods
    LEFT JOIN own USING (diaspora, period, period_start, period_end)
    LEFT JOIN own_weeks USING (diaspora, period, period_start, period_end)
    LEFT JOIN papers USING (period, period_start, period_end)
    LEFT JOIN written USING (diaspora, period, period_start, period_end)
    LEFT JOIN named USING (diaspora, period, period_start, period_end)
    LEFT JOIN events USING (diaspora, period, period_start, period_end)
    LEFT JOIN contacts USING (diaspora, period, period_start, period_end)
)

SELECT
    diaspora,                                                                                                -- The community.
    period,                                                                                                  -- Kind of period, as in `stg_periods`.
    period_start,                                                                                            -- First day.
    period_end,                                                                                              -- Last day.
    coalesce(own_days_known, 0)::BIGINT AS own_days_known,                                                   -- Days of its own sources that are known, added over sources.
    own_best_days_known,                                                                                     -- Days known of the source known best.
    own_days_asked::BIGINT AS own_days_asked,                                                                -- Days of its own sources that were asked about.
    own_documents::BIGINT AS own_documents,                                                                  -- Documents of its own sources.
    own_first_publications::BIGINT AS own_first_publications,                                                -- Without repeats of earlier texts.
    own_words::BIGINT AS own_words,                                                                          -- Words in the documents.
    own_per_30_days,                                                                                         -- First publications per 30 known days, added over sources.
    CASE WHEN own_known THEN coalesce(weeks_known, 0) END AS own_weeks_known,                                -- Weeks of which every day is known.
    CASE WHEN own_known THEN coalesce(weeks_active, 0) END AS own_weeks_active,                              -- Of them, weeks with a first publication.
    coalesce(press_days_known, 0)::BIGINT AS press_days_known,                                               -- Days of the papers that are known, added over papers.
    press_documents::BIGINT AS press_documents,                                                              -- Documents of the papers.
    press_first_publications::BIGINT AS press_first_publications,                                            -- Without repeats.
    press_words::BIGINT AS press_words,                                                                      -- Words in the documents.
    CASE WHEN press_known THEN coalesce(press_documents_naming, 0) END AS press_documents_naming,            -- Documents of the papers that name the community or its homeland.
    CASE WHEN press_known THEN coalesce(press_first_naming, 0) END AS press_first_naming,                    -- Of them, first publications.
    CASE WHEN press_known THEN coalesce(press_mentions, 0)::BIGINT END AS press_mentions,                    -- Spans that name it.
    CASE WHEN press_known THEN coalesce(press_homeland_mentions, 0)::BIGINT END AS press_homeland_mentions,  -- Of them, the homeland itself.
    CASE WHEN press_known THEN coalesce(press_community_documents, 0) END AS press_community_documents,      -- First publications of the papers on the community's life.
    CASE WHEN press_known THEN coalesce(press_bilateral_documents, 0) END AS press_bilateral_documents,      -- First publications of the papers on relations with the homeland.
    CASE WHEN own_known OR press_known THEN coalesce(community_documents, 0) END AS community_documents,     -- First publications on the community's life, of any source.
    CASE WHEN own_known OR press_known THEN coalesce(events, 0)::BIGINT END AS events,                       -- Types of event told in them, added over documents.
    CASE WHEN own_known OR press_known THEN coalesce(folk_events, 0)::BIGINT END AS folk_events,             -- Of them dance, music and cuisine.
    CASE WHEN own_known OR press_known THEN coalesce(topics, 0) END AS topics,                               -- Different types of event.
    CASE WHEN own_known OR press_known THEN coalesce(domains, 0) END AS domains,                             -- Different domains of interaction.
    CASE WHEN own_known OR press_known THEN coalesce(breadth, 0) END AS breadth,                             -- Shannon entropy over types of event, divided by that of all types in equal shares.
    CASE WHEN own_known OR press_known THEN coalesce(from_homeland, 0) END AS from_homeland,                 -- Contacts in which the homeland comes to the community.
    CASE WHEN own_known THEN coalesce(to_homeland, 0) END AS to_homeland                                     -- Contacts in which the community turns to the homeland.
FROM joined
