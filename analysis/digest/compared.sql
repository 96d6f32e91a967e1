-- One row per community and series: the month beside the one before and the same month a year before, with what the exact Poisson limits (95 %) say.
WITH measured AS (
    SELECT diaspora, period_start AS month, 'activity' AS series, own_first_publications AS n, own_days_known / 30.0 AS exposure
    FROM intermediate.int_measured
    WHERE period = 'month' AND own_days_known > 0
    UNION ALL
    SELECT diaspora, period_start, 'attention', press_first_naming, press_first_publications / 1000.0
    FROM intermediate.int_measured
    WHERE period = 'month' AND press_days_known > 0 AND press_first_publications > 0
),

limited AS (
    SELECT measured.*, n / exposure AS rate, low / exposure AS low, high / exposure AS high
    FROM measured
    JOIN poisson_limits ON events = n
),

framed AS (
    SELECT diasporas.diaspora, series.series
    FROM diasporas
    CROSS JOIN (VALUES ('activity'), ('attention')) AS series (series)
)

SELECT
    framed.diaspora,
    framed.series,
    this.n, this.rate, this.low, this.high,
    before.n AS before_n, before.rate AS before_rate, before.low AS before_low, before.high AS before_high,
    year.n AS year_n, year.rate AS year_rate, year.low AS year_low, year.high AS year_high
FROM framed
LEFT JOIN limited AS this ON this.diaspora = framed.diaspora AND this.series = framed.series AND this.month = $month
LEFT JOIN limited AS before
    ON before.diaspora = framed.diaspora AND before.series = framed.series AND before.month = $month - INTERVAL 1 MONTH
LEFT JOIN limited AS year
    ON year.diaspora = framed.diaspora AND year.series = framed.series AND year.month = $month - INTERVAL 1 YEAR
ORDER BY framed.diaspora, framed.series
