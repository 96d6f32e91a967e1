-- One row per community, period (rolling years and windows) and component of lived experience. NULL means that too little is known.
WITH raw AS (
    SELECT
        diaspora, period, period_start, period_end, own_best_days_known, press_days_known,
        own_per_30_days AS activity,
        own_weeks_active / nullif(own_weeks_known, 0) AS regularity,
        breadth,
        domains / (SELECT greatest(count(DISTINCT domain), 1) FROM topics) AS domains,
        sqrt(from_homeland * to_homeland) * 30 / nullif(own_days_known, 0) AS exchange,
        1000 * press_community_documents / nullif(press_first_publications, 0) AS press
    FROM intermediate.int_measured
    WHERE period = 'rolling_year' OR period LIKE 'window:%'
),

found AS (
    SELECT
        raw.*, parts.component, parts.weight, parts.half,
        CASE parts.component
            WHEN 'activity' THEN activity WHEN 'regularity' THEN regularity WHEN 'breadth' THEN breadth
            WHEN 'domains' THEN domains WHEN 'exchange' THEN exchange WHEN 'press' THEN press
        END AS value
    FROM raw
    CROSS JOIN experience_components AS parts
)

SELECT
    diaspora,           -- The community.
    period,             -- `rolling_year` or `window:` and its name.
    period_start,       -- First day.
    period_end,         -- Last day.
    component,          -- The component.
    weight,             -- Its weight in the index.
    CASE
        WHEN component IN ('activity', 'regularity', 'exchange') AND coalesce(own_best_days_known, 0) < 28 THEN NULL
        WHEN component = 'press' AND press_days_known < 28 THEN NULL
        WHEN half IS NULL THEN value
        ELSE value / (value + half)
    END AS value        -- Its value, 0 to 1.
FROM found
