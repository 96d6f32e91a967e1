-- One row per draw, community, period (rolling years and windows) and known component of lived experience: what the component might be, given that what is published is a matter of chance and that it is read with errors.
-- Each count becomes the mean behind it, drawn from a gamma distribution (Jeffreys' prior, so half an event is added), by Wilson and Hilferty's formula (PNAS 17, 1931). The prior of the types of event adds nothing to their sum.
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
    FROM (SELECT DISTINCT diaspora, period, period_start FROM intermediate.int_experience_components WHERE value IS NOT NULL)
),

means AS (
    SELECT
        number, diaspora, part, dense_rank() OVER (ORDER BY domain) AS domain, domain IS NOT NULL AS is_event,
        coalesce(expected, 0) + 0.5 AS mean,
        (coalesce(expected, 0) + 0.5) ** 2 / (coalesce(variance, 0) + 0.5) AS shape,
        CASE WHEN domain IS NULL THEN 1 ELSE (sum(coalesce(expected, 0)) OVER events + 0.5) / (sum(coalesce(expected, 0) + 0.5) OVER events) END AS shrunk
    FROM counted
    JOIN periods USING (diaspora, period, period_start)
    WINDOW events AS (PARTITION BY number, domain IS NULL)
),

drawn AS (
    SELECT
        number, draw, part, domain, is_event,
        shrunk * mean * greatest(1 - 1 / (9 * shape) + normal / (3 * sqrt(shape)), 0) ** 3 AS count
    FROM means
    JOIN intermediate.int_normal_draws USING (diaspora, part)
),

by_domain AS (
    SELECT
        number, draw, domain, is_event,
        sum(count) AS count,
        sum(count * ln(greatest(count, 1e-9))) AS count_times_log,
        sum(count) FILTER (part = 'activity') AS activity,
        sum(count) FILTER (part = 'weeks_with') AS weeks_with,
        sum(count) FILTER (part = 'weeks_without') AS weeks_without,
        sum(count) FILTER (part = 'press') AS press,
        sum(count) FILTER (part = 'from_homeland') AS from_homeland,
        sum(count) FILTER (part = 'to_homeland') AS to_homeland
    FROM drawn
    GROUP BY ALL
),

side_by_side AS (
    SELECT
        number, draw,
        max(activity) AS activity,
        max(weeks_with) / nullif(max(weeks_with) + max(weeks_without), 0) AS regularity,
        max(press) AS press,
        sqrt(max(from_homeland) * max(to_homeland)) AS exchange,
        sum(1 - exp(-count)) FILTER (is_event) AS domains,
        sum(count) FILTER (is_event) AS events,
        sum(count_times_log) FILTER (is_event) AS events_times_log
    FROM by_domain
    GROUP BY ALL
),

rated AS (
    SELECT
        draw, diaspora, period, period_start, regularity,
        activity * coalesce(own_per_30_days / nullif(own_first_publications, 0), 30 / own_best_days_known) AS activity_rate,
        exchange * 30 / own_days_known AS exchange_rate,
        1000 * press / press_first_publications AS press_rate,
        drawn.domains / (SELECT greatest(count(DISTINCT domain), 1) FROM topics) AS domains_share,
        (1 - exp(-drawn.events)) * (ln(nullif(drawn.events, 0)) - events_times_log / nullif(drawn.events, 0)) / ln((SELECT greatest(count(*), 2) FROM topics)) AS evenness
    FROM side_by_side AS drawn
    JOIN periods USING (number)
    JOIN intermediate.int_measured USING (diaspora, period, period_start)
)

SELECT
    draw,           -- Number of the draw.
    diaspora,       -- The community.
    period,         -- `rolling_year` or `window:` and its name.
    period_start,   -- First day.
    period_end,     -- Last day.
    component,      -- The component.
    CASE component
        WHEN 'activity' THEN activity_rate / (activity_rate + half)
        WHEN 'regularity' THEN coalesce(regularity, 0)
        WHEN 'breadth' THEN greatest(coalesce(evenness, 0), 0)
        WHEN 'domains' THEN coalesce(domains_share, 0)
        WHEN 'exchange' THEN exchange_rate / (exchange_rate + half)
        WHEN 'press' THEN press_rate / (press_rate + half)
    END AS value    -- What it might be, 0 to 1.
FROM rated
JOIN (SELECT * FROM intermediate.int_experience_components WHERE value IS NOT NULL) USING (diaspora, period, period_start)
JOIN (SELECT component, half FROM experience_components) USING (component)
