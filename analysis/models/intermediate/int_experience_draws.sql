-- One row per draw, community and period (rolling years and windows) of which something is known: what lived experience and its components might be, given that what is published is a matter of chance, that it is read with errors, and that all mixtures of weights are equally likely.
-- Each count becomes the mean behind it, drawn from a gamma distribution (Jeffreys' prior, so half an event is added), by Wilson and Hilferty's formula (PNAS 17, 1931): its cube root is normal. The prior of the types of event adds nothing to their sum.
WITH counted AS (
    SELECT diaspora, period, period_start, 'activity' AS part, NULL AS domain, own_first_publications AS expected, own_first_publications AS variance
    FROM intermediate.int_measured
    UNION ALL
    SELECT diaspora, period, period_start, 'weeks_with', NULL, own_weeks_active, own_weeks_active
    FROM intermediate.int_measured
    UNION ALL
    SELECT diaspora, period, period_start, 'weeks_without', NULL, own_weeks_known - own_weeks_active, own_weeks_known - own_weeks_active
    FROM intermediate.int_measured
    UNION ALL
    SELECT diaspora, period, period_start, parts.part, parts.domain, expected, variance
    FROM intermediate.int_measured
    CROSS JOIN (
        SELECT unnest(['press', 'from_homeland', 'to_homeland']) AS part, NULL AS domain
        UNION ALL
        SELECT topic, domain FROM topics
    ) AS parts
    LEFT JOIN intermediate.int_expected_life USING (diaspora, period, period_start, part)
),

periods AS (
    SELECT row_number() OVER (ORDER BY diaspora, period, period_start) AS number, *
    FROM (
        SELECT
            diaspora, period, period_start, period_end,
            bool_or(component = 'activity') AS activity_known,
            bool_or(component = 'regularity') AS regularity_known,
            bool_or(component = 'breadth') AS breadth_known,
            bool_or(component = 'domains') AS domains_known,
            bool_or(component = 'exchange') AS exchange_known,
            bool_or(component = 'press') AS press_known
        FROM intermediate.int_experience_components
        WHERE value IS NOT NULL
        GROUP BY ALL
    )
),

means AS (
    SELECT
        number, diaspora, part, domain,
        coalesce(expected, 0) + 0.5 AS mean,
        (coalesce(expected, 0) + 0.5) ** 2 / (coalesce(variance, 0) + 0.5) AS shape,
        CASE WHEN domain IS NULL THEN 1 ELSE (sum(coalesce(expected, 0)) OVER events + 0.5) / (sum(coalesce(expected, 0) + 0.5) OVER events) END AS shrunk
    FROM counted
    JOIN periods USING (diaspora, period, period_start)
    WINDOW events AS (PARTITION BY number, domain IS NULL)
),

roots AS (
    SELECT number, diaspora, part, domain, cbrt(shrunk * mean) * (1 - 1 / (9 * shape)) AS middle, cbrt(shrunk * mean) / (3 * sqrt(shape)) AS spread
    FROM means
),

-- A list for all types of event of a domain, so that a million draws are as many rows, and not twenty-five times that.
events AS (
    SELECT number, diaspora, domain, list(middle ORDER BY part) AS middles, list(spread ORDER BY part) AS spreads
    FROM roots
    WHERE domain IS NOT NULL
    GROUP BY ALL
),

events_chance AS (
    SELECT diaspora, domain, draw, list(normal ORDER BY topic) AS normals
    FROM intermediate.int_normal_draws
    JOIN topics ON topic = part
    GROUP BY ALL
),

events_drawn AS (
    SELECT
        number, draw,
        sum(1 - exp(-list_sum(counts))) AS domains,
        sum(list_sum(counts)) AS events,
        sum(list_sum(list_transform(counts, lambda events: events * ln(greatest(events, 1e-9))))) AS events_times_log
    FROM (
        SELECT
            number, draw,
            list_transform(list_zip(middles, spreads, normals), lambda one: greatest(one[1] + one[2] * one[3], 0) ** 3) AS counts
        FROM events
        JOIN events_chance USING (diaspora, domain)
    )
    GROUP BY ALL
),

others AS (
    PIVOT (SELECT number, diaspora, part, {'middle': middle, 'spread': spread} AS root FROM roots WHERE domain IS NULL)
    ON part IN ('activity', 'weeks_with', 'weeks_without', 'press', 'from_homeland', 'to_homeland')
    USING any_value(root)
),

others_chance AS (
    PIVOT (FROM intermediate.int_normal_draws)
    ON part IN ('activity', 'weeks_with', 'weeks_without', 'press', 'from_homeland', 'to_homeland')
    USING any_value(normal)
),

others_drawn AS (
    SELECT
        number, draw,
        greatest(others.activity.middle + others.activity.spread * chance.activity, 0) ** 3 AS activity,
        greatest(others.weeks_with.middle + others.weeks_with.spread * chance.weeks_with, 0) ** 3 AS weeks_with,
        greatest(others.weeks_without.middle + others.weeks_without.spread * chance.weeks_without, 0) ** 3 AS weeks_without,
        greatest(others.press.middle + others.press.spread * chance.press, 0) ** 3 AS press,
        greatest(others.from_homeland.middle + others.from_homeland.spread * chance.from_homeland, 0) ** 3 AS from_homeland,
        greatest(others.to_homeland.middle + others.to_homeland.spread * chance.to_homeland, 0) ** 3 AS to_homeland
    FROM others
    JOIN others_chance AS chance USING (diaspora)
),

rated AS (
    SELECT
        draw, periods.*,
        others.activity * coalesce(own_per_30_days / nullif(own_first_publications, 0), 30 / own_best_days_known) AS activity_rate,
        coalesce(weeks_with / nullif(weeks_with + weeks_without, 0), 0) AS regularity,
        coalesce((1 - exp(-drawn.events)) * (ln(nullif(drawn.events, 0)) - events_times_log / nullif(drawn.events, 0)) / ln((SELECT greatest(count(*), 2) FROM topics)), 0) AS evenness,
        coalesce(drawn.domains / (SELECT greatest(count(DISTINCT domain), 1) FROM topics), 0) AS domains_share,
        sqrt(others.from_homeland * others.to_homeland) * 30 / own_days_known AS exchange_rate,
        1000 * others.press / press_first_publications AS press_rate
    FROM others_drawn AS others
    LEFT JOIN events_drawn AS drawn USING (number, draw)
    JOIN periods USING (number)
    JOIN intermediate.int_measured USING (diaspora, period, period_start)
),

components AS (
    SELECT
        draw, diaspora, period, period_start, period_end,
        CASE WHEN activity_known THEN activity_rate / (activity_rate + (SELECT half FROM experience_components WHERE component = 'activity')) END AS activity,
        CASE WHEN regularity_known THEN regularity END AS regularity,
        CASE WHEN breadth_known THEN greatest(evenness, 0) END AS breadth,
        CASE WHEN domains_known THEN domains_share END AS domains,
        CASE WHEN exchange_known THEN exchange_rate / (exchange_rate + (SELECT half FROM experience_components WHERE component = 'exchange')) END AS exchange,
        CASE WHEN press_known THEN press_rate / (press_rate + (SELECT half FROM experience_components WHERE component = 'press')) END AS press
    FROM rated
),

weights AS (
    PIVOT (FROM intermediate.int_weight_draws)
    ON component IN ('activity', 'regularity', 'breadth', 'domains', 'exchange', 'press')
    USING any_value(weight)
)

SELECT
    draw,                   -- Number of the draw.
    diaspora,               -- The community.
    period,                 -- `rolling_year` or `window:` and its name.
    period_start,           -- First day.
    period_end,             -- Last day.
    drawn.activity,         -- What the component might be, 0 to 1; NULL: not known.
    drawn.regularity,       -- As `activity`.
    drawn.breadth,          -- As `activity`.
    drawn.domains,          -- As `activity`.
    drawn.exchange,         -- As `activity`.
    drawn.press,            -- As `activity`.
    round((
        coalesce(weights.activity * drawn.activity, 0)
        + coalesce(weights.regularity * drawn.regularity, 0)
        + coalesce(weights.breadth * drawn.breadth, 0)
        + coalesce(weights.domains * drawn.domains, 0)
        + coalesce(weights.exchange * drawn.exchange, 0)
        + coalesce(weights.press * drawn.press, 0)
    ) / (
        if(drawn.activity IS NULL, 0, weights.activity)
        + if(drawn.regularity IS NULL, 0, weights.regularity)
        + if(drawn.breadth IS NULL, 0, weights.breadth)
        + if(drawn.domains IS NULL, 0, weights.domains)
        + if(drawn.exchange IS NULL, 0, weights.exchange)
        + if(drawn.press IS NULL, 0, weights.press)
    ), 6) AS index          -- Their mean under the weights drawn, 0 to 1.
FROM components AS drawn
JOIN weights USING (draw)
