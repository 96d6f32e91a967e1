-- One row per community and period (rolling years and windows): the index of lived experience as media show it, its components, and how firm its rank is. NULL means not known.
WITH components AS (
    SELECT * FROM intermediate.int_experience_components
),

indexed AS (
    SELECT diaspora, period, period_start, period_end,
           CASE WHEN known_weight >= (SELECT value FROM thresholds WHERE threshold = 'known_weight') THEN weighted END AS index,
           known_weight
    FROM (
        SELECT diaspora, period, period_start, period_end,
               round(sum(weight * value) / nullif(sum(weight) FILTER (value IS NOT NULL), 0), 6) AS weighted,
               round(coalesce(sum(weight) FILTER (value IS NOT NULL), 0) / sum(weight), 6) AS known_weight
        FROM components
        GROUP BY ALL
    )
),

drawn AS (
    SELECT diaspora, period, period_start, draw, index
    FROM intermediate.int_experience_draws
    SEMI JOIN (SELECT * FROM indexed WHERE index IS NOT NULL) USING (diaspora, period, period_start)
),

ranked AS (
    SELECT diaspora, period, period_start, period_end, index, known_weight,
           rank() OVER (PARTITION BY period, period_start ORDER BY index DESC) AS rank,
           count(*) OVER (PARTITION BY period, period_start) AS communities
    FROM indexed
    WHERE index IS NOT NULL
),

firmness AS (
    SELECT drawn.diaspora, drawn.period, drawn.period_start,
           round(avg((drawn.rank = ranked.rank)::INTEGER), 4) AS rank_held,
           quantile_disc(drawn.rank, 0.025) AS rank_low,
           quantile_disc(drawn.rank, 0.975) AS rank_high,
           round(quantile_cont(drawn.index, 0.025), 4) AS index_low,
           round(quantile_cont(drawn.index, 0.975), 4) AS index_high,
           round(avg((drawn.index > (SELECT value FROM thresholds WHERE threshold = 'broad_experience'))::INTEGER), 4) AS probability_broad
    FROM (SELECT *, rank() OVER (PARTITION BY period, period_start, draw ORDER BY index DESC) AS rank FROM drawn) AS drawn
    JOIN ranked USING (diaspora, period, period_start)
    GROUP BY ALL
),

side_by_side AS (
    SELECT diaspora, period, period_start,
           max(value) FILTER (component = 'activity') AS activity,
           max(value) FILTER (component = 'regularity') AS regularity,
           max(value) FILTER (component = 'breadth') AS breadth,
           max(value) FILTER (component = 'domains') AS domains,
           max(value) FILTER (component = 'exchange') AS exchange,
           max(value) FILTER (component = 'press') AS press
    FROM components
    GROUP BY ALL
)

SELECT
    raw.diaspora,                                                                            -- The community. {key; in diasporas.diaspora}
    raw.period,                                                                              -- `rolling_year` or `window:` and its name. {key}
    raw.period_start,                                                                        -- First day. {key}
    raw.period_end,                                                                          -- Last day. {not null}
    round(indexed.index, 4) AS index,                                                        -- Weighted mean of the known components, 0 to 1; NULL: too little is known.
    firmness.index_low,                                                                      -- Its lower limit: 2.5 % of a thousand draws of counts, of how they are read, and of weights lie below.
    firmness.index_high,                                                                     -- Its upper limit.
    round(indexed.known_weight, 4) AS known_weight,                                          -- Share of all weight that the known components carry, 0 to 1.
    ranked.rank,                                                                             -- Rank by the index, 1 the broadest; NULL: no index.
    ranked.communities,                                                                      -- Communities that have a rank.
    firmness.rank_held,                                                                      -- Share of a thousand draws that give the same rank, 0 to 1.
    firmness.rank_low,                                                                       -- Rank that 2.5 % of the draws do not surpass.
    firmness.rank_high,                                                                      -- Rank that 97.5 % of them do not fall below.
    firmness.probability_broad,                                                              -- Share of the draws in which the index is above the limit of a broad experience.
    round(components.activity, 4) AS activity,                                               -- Own first publications per 30 known days, x / (x + half), 0 to 1.
    round(components.regularity, 4) AS regularity,                                           -- Share of the fully known weeks with an own first publication, 0 to 1.
    round(components.breadth, 4) AS breadth,                                                 -- Evenness over types of event, 0 to 1.
    round(components.domains, 4) AS domains,                                                 -- Share of the domains of interaction that occur, 0 to 1.
    round(components.exchange, 4) AS exchange,                                               -- Contacts both ways (geometric mean) per 30 known days, x / (x + half), 0 to 1.
    round(components.press, 4) AS press,                                                     -- Papers' first publications on the community per 1,000, x / (x + half), 0 to 1.
    raw.events,                                                                              -- Types of event told of its life, added over documents.
    round(raw.folk_events / nullif(raw.events, 0), 4) AS folklorisation,                     -- Share of dance, music and cuisine in them, 0 to 1; NULL: no event known.
    round((share + z2 / 2 - 1.96 * sqrt((share * (1 - share) + z2 / 4) / n)) / (1 + z2), 4) AS folklorisation_low,  -- Its lower limit (Wilson, 95 %).
    round((share + z2 / 2 + 1.96 * sqrt((share * (1 - share) + z2 / 4) / n)) / (1 + z2), 4) AS folklorisation_high  -- Its upper limit.
FROM (
    SELECT *, nullif(events, 0) AS n, folk_events / nullif(events, 0) AS share, 3.8416 / nullif(events, 0) AS z2 FROM intermediate.int_measured
) AS raw
JOIN indexed USING (diaspora, period, period_start, period_end)
JOIN side_by_side AS components USING (diaspora, period, period_start)
LEFT JOIN ranked USING (diaspora, period, period_start)
LEFT JOIN firmness USING (diaspora, period, period_start)
ORDER BY raw.period, raw.period_end, raw.diaspora
