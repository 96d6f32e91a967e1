-- One row per community and period: what its own sources, the papers and its events come to on the days that are known. NULL means not known.
-- Events and contacts are known where texts of its own sources are; of a community that had none to ask, the papers suffice.
WITH life AS (
    SELECT periods.period, periods.period_start, documents.diaspora, count(*) AS community_documents
    FROM intermediate.int_periods AS periods
    JOIN intermediate.int_community_documents AS documents ON documents.day BETWEEN periods.period_start AND periods.period_end
    WHERE documents.relevance = 'community' AND documents.is_first
    GROUP BY ALL
),

contacts AS (
    SELECT
        periods.period, periods.period_start, contacts.diaspora,
        count(*) FILTER (contacts.direction = 'from_homeland') AS from_homeland,
        count(*) FILTER (contacts.direction = 'to_homeland') AS to_homeland
    FROM intermediate.int_periods AS periods
    JOIN intermediate.int_contacts AS contacts ON contacts.day BETWEEN periods.period_start AND periods.period_end
    GROUP BY ALL
),

joined AS (
    SELECT
        *,
        coalesce(own_days_known, 0) > 0 AS own_known,
        coalesce(own_days_readable, 0) > 0 AS own_readable,
        own_readable OR (own_days_asked IS NULL AND coalesce(press_days_known, 0) > 0) AS life_known
    FROM diasporas
    CROSS JOIN intermediate.int_periods
    LEFT JOIN intermediate.int_period_own USING (diaspora, period, period_start)
    LEFT JOIN intermediate.int_period_press USING (diaspora, period, period_start)
    LEFT JOIN intermediate.int_period_events USING (diaspora, period, period_start)
    LEFT JOIN life USING (diaspora, period, period_start)
    LEFT JOIN contacts USING (diaspora, period, period_start)
)

SELECT
    diaspora,                                                                              -- The community.
    period,                                                                                -- Kind of period, as in `intermediate.int_periods`.
    period_start,                                                                          -- First day.
    period_end,                                                                            -- Last day.
    life_known,                                                                            -- Whether its events and contacts are known.
    coalesce(own_days_known, 0)::BIGINT AS own_days_known,                                 -- Days of its own sources that are known, added over sources.
    own_best_days_known,                                                                   -- Days known of the source known best.
    own_days_asked::BIGINT AS own_days_asked,                                              -- Days of its own sources that were asked about; NULL: it had none to ask.
    own_documents::BIGINT AS own_documents,                                                -- Documents of its own sources.
    own_first_publications::BIGINT AS own_first_publications,                              -- Without repeats of earlier texts.
    own_words::BIGINT AS own_words,                                                        -- Words in the documents.
    own_per_30_days,                                                                       -- First publications per 30 known days, added over sources.
    CASE WHEN own_known THEN coalesce(own_weeks_known, 0) END AS own_weeks_known,          -- Weeks of which every day is known.
    CASE WHEN own_known THEN coalesce(own_weeks_active, 0) END AS own_weeks_active,        -- Of them, weeks with a first publication.
    coalesce(press_days_known, 0)::BIGINT AS press_days_known,                             -- Days of the papers that are known, added over papers.
    press_documents::BIGINT AS press_documents,                                            -- Documents of the papers.
    press_first_publications::BIGINT AS press_first_publications,                          -- Without repeats.
    press_words::BIGINT AS press_words,                                                    -- Words in the documents.
    press_documents_naming,                                                                -- Documents of the papers that name the community or its homeland.
    press_first_naming,                                                                    -- Of them, first publications.
    press_mentions::BIGINT AS press_mentions,                                              -- Spans that name it.
    press_homeland_mentions::BIGINT AS press_homeland_mentions,                            -- Of them, the homeland itself.
    press_community_documents,                                                             -- First publications of the papers on the community's life.
    press_bilateral_documents,                                                             -- First publications of the papers on relations with the homeland.
    CASE WHEN life_known THEN coalesce(community_documents, 0) END AS community_documents, -- First publications on the community's life, of any source.
    CASE WHEN life_known THEN coalesce(events, 0)::BIGINT END AS events,                   -- Types of event told in them, added over documents.
    CASE WHEN life_known THEN coalesce(folk_events, 0)::BIGINT END AS folk_events,         -- Of them dance, music and cuisine.
    CASE WHEN life_known THEN coalesce(topics, 0) END AS topics,                           -- Different types of event.
    CASE WHEN life_known THEN coalesce(domains, 0) END AS domains,                         -- Different domains of interaction.
    CASE WHEN life_known THEN coalesce(breadth, 0) END AS breadth,                         -- Evenness over types of event, 0 (none, or one) to 1.
    CASE WHEN life_known THEN coalesce(from_homeland, 0) END AS from_homeland,             -- Contacts in which the homeland comes to the community.
    CASE WHEN own_readable THEN coalesce(to_homeland, 0) END AS to_homeland                -- Contacts in which the community turns to the homeland.
FROM joined
