-- One row per community and period (month, quarter, window): its measures as features for a classifier, on the days that are known. NULL means not known.
-- Nothing in a row was published after its period; `export --as-of` also leaves out what was learned later. The study's judgement is no feature.
WITH silences AS (
    SELECT periods.period, periods.period_start, diaspora, max(longest_silence) AS longest_silence
    FROM intermediate.int_periods AS periods
    JOIN intermediate.int_own_silences ON month BETWEEN period_start AND period_end
    GROUP BY ALL
)

SELECT
    measured.diaspora,                                                                       -- The community. {key; in diasporas.diaspora}
    measured.period,                                                                         -- `month`, `quarter`, or `window:` and its name. {key}
    measured.period_start,                                                                   -- First day of the period. {key}
    measured.period_end,                                                                     -- Last day of the period. {not null}
    own_days_known,                                                                          -- Source-days of its own sources that are known (days).
    round(own_days_known / nullif(own_days_asked, 0), 4) AS own_share_known,                 -- Share of the source-days asked about that are known (0 to 1).
    own_documents,                                                                           -- Documents of the community's own sources (count).
    own_first_publications,                                                                  -- Without repeats of earlier texts (count).
    own_words,                                                                               -- Words in the documents (count).
    round(own_per_30_days, 4) AS own_first_publications_per_30_days,                         -- First publications per 30 known days, added over sources (rate).
    own_weeks_known,                                                                         -- Weeks that are known entirely (count).
    own_weeks_active AS own_active_weeks,                                                    -- Of them, weeks with a first publication (count).
    round(own_weeks_active / nullif(own_weeks_known, 0), 4) AS own_regularity,               -- Share of the known weeks that are active (0 to 1).
    longest_silence AS own_longest_silence,                                                  -- Longest run of days known to be silent within one month and platform (days).
    press_days_known,                                                                        -- Paper-days that are known (days).
    press_documents,                                                                         -- Documents of the papers (count).
    press_documents_naming,                                                                  -- Of them, those that name the community or its homeland (count).
    press_first_naming,                                                                      -- Of those, first publications (count).
    press_mentions,                                                                          -- Spans that name it (count).
    press_homeland_mentions,                                                                 -- Of them, the homeland itself (count).
    round(1000.0 * press_documents_naming / nullif(press_documents, 0), 4) AS press_naming_per_1000_documents,  -- Papers' documents naming it per 1,000 (rate).
    round(10000.0 * press_mentions / nullif(press_words, 0), 4) AS press_mentions_per_10000_words,              -- Mentions per 10,000 words of the papers (rate).
    press_community_documents,                                                               -- Papers' first publications on the community's life (count).
    press_bilateral_documents,                                                               -- Papers' first publications on relations with the homeland (count).
    round(1000.0 * press_community_documents / nullif(press_first_publications, 0), 4) AS press_community_per_1000,  -- The former per 1,000 first publications (rate).
    community_documents,                                                                     -- First publications of any source on the community's life (count).
    events,                                                                                  -- Types of event told in them, added over documents (count).
    topics,                                                                                  -- Different types of event (count).
    domains,                                                                                 -- Different domains of interaction (count).
    round(breadth, 4) AS breadth,                                                            -- Evenness over types of event (0 to 1).
    round(folk_events / nullif(events, 0), 4) AS folklorisation,                             -- Share of dance, music and cuisine in the events (0 to 1).
    from_homeland AS contacts_from_homeland,                                                 -- Contacts in which the homeland comes to the community (count).
    to_homeland AS contacts_to_homeland,                                                     -- Contacts in which the community turns to the homeland (count).
    census.people AS census_people,                                                          -- People by the newest count of an earlier year (people); no predictor, as the study says, but a denominator.
    round(1000 * own_per_30_days / census.people, 4) AS own_first_publications_per_30_days_per_1000_people,  -- First publications per 30 known days and 1,000 people (rate).
    round(1000.0 * events / census.people, 4) AS events_per_1000_people,                     -- Events per 1,000 people (rate).
    round(1000.0 * press_first_naming / census.people, 4) AS press_first_naming_per_1000_people  -- Papers' first publications naming it per 1,000 people (rate).
FROM intermediate.int_measured AS measured
LEFT JOIN silences USING (diaspora, period, period_start)
LEFT JOIN staging.stg_census AS census
    ON census.diaspora = measured.diaspora
    AND year(measured.period_end) BETWEEN census.first_year AND census.last_year
WHERE measured.period <> 'rolling_year'
ORDER BY measured.diaspora, measured.period, measured.period_start
