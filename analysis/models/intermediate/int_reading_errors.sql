-- One row per thing that is read with errors (mentions by language and target, relevance, topics): the variance of what its count is off by, as a share of the count squared.
-- The posterior variances of sensitivity and precision over their means squared (beta distributions with a flat prior), as for Rogan and Gladen's estimator (American Journal of Epidemiology 107, 1978).
WITH counted AS (
    SELECT 'mention' AS thing, "language", target, found, correct, present FROM mention_errors
    UNION ALL
    SELECT judgement, NULL, NULL, found, correct, present FROM judgement_errors
)

SELECT
    thing,       -- `mention`, `community`, `bilateral` or `topic`.
    "language",  -- Of mentions: language of the text.
    target,      -- Of mentions: `homeland` or `people`.
    (present - correct + 1.0) / ((correct + 1.0) * (present + 3.0))
    + (found - correct + 1.0) / ((correct + 1.0) * (found + 3.0)) AS relative_variance  -- The variance.
FROM counted
