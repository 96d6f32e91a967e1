-- One row per community and period with an event: what first publications tell of its life on days that are known, and how evenly over the types of event.
WITH told AS (
    SELECT periods.period, periods.period_start, events.diaspora, events.topic, events.domain, events.is_folklore, count(*) AS n
    FROM intermediate.int_periods AS periods
    JOIN intermediate.int_community_events AS events ON events.day BETWEEN periods.period_start AND periods.period_end
    GROUP BY ALL
),

shares AS (
    SELECT *, n / sum(n) OVER (PARTITION BY diaspora, period, period_start) AS share FROM told
)

SELECT
    diaspora,                                                       -- The community.
    period,                                                         -- Kind of period, as in `intermediate.int_periods`.
    period_start,                                                   -- First day of the period.
    sum(n) AS events,                                               -- Types of event told, added over documents.
    coalesce(sum(n) FILTER (is_folklore), 0) AS folk_events,        -- Of them dance, music and cuisine.
    count(*) AS topics,                                             -- Different types of event.
    count(DISTINCT domain) AS domains,                              -- Different domains of interaction.
    -sum(share * ln(share)) / ln((SELECT greatest(count(*), 2) FROM topics)) AS breadth  -- Shannon entropy over types of event, divided by that of all types in equal shares.
FROM shares
GROUP BY diaspora, period, period_start
