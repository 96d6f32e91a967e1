-- One row per community, source and month: how many mentions are to be expected, and the limits of their mean that hold both the chance of what is published and the errors of reading.
-- The variance is that of a Poisson count, of each doubtful mention, and of the sensitivity and precision that the model was measured with. Limits are those of a gamma distribution with this mean and variance (Fay and Feuer, Statistics in Medicine 16, 1997).
WITH by_kind AS (
    SELECT
        spans.diaspora,
        known.source_id,
        known.month,
        documents."language",
        spans.target,
        sum(spans.probability) AS expected,
        sum(spans.probability * (1 - spans.probability)) AS undecided
    FROM intermediate.int_settled_mentions AS spans
    JOIN intermediate.int_known_documents AS known USING (document_id)
    JOIN documents USING (document_id)
    WHERE spans.target <> 'city'
    GROUP BY ALL
),

summed AS (
    SELECT
        by_kind.diaspora,
        by_kind.source_id,
        by_kind.month,
        sum(by_kind.expected) AS expected,
        sum(by_kind.expected + by_kind.undecided)
        + sum(coalesce(sureness.relative_variance, 0) * by_kind.expected ** 2) AS variance
    FROM by_kind
    LEFT JOIN intermediate.int_reading_errors AS sureness
        ON sureness.thing = 'mention' AND sureness."language" = by_kind."language" AND sureness.target = by_kind.target
    GROUP BY ALL
)

SELECT
    summed.diaspora,                                                 -- The community.
    summed.source_id,                                                -- The source.
    summed.month,                                                    -- First day of the month.
    summed.expected,                                                 -- Sum of the probabilities of what is and might be a mention.
    lower.low * summed.variance / summed.expected AS expected_low,   -- Lower limit of its mean (95 %).
    upper.high * summed.variance / summed.expected AS expected_high  -- Upper limit.
FROM summed
LEFT JOIN poisson_limits AS lower ON lower.events = floor(summed.expected ** 2 / summed.variance)::BIGINT
LEFT JOIN poisson_limits AS upper ON upper.events = ceil(summed.expected ** 2 / summed.variance)::BIGINT
WHERE summed.expected > 0
