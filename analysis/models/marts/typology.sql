-- One row per community, date and basis: its place in the typology. NULL means that too little is known to place it.
-- Basis `study`: both axes are sums of the coded statements that hold on that date. Basis `media`: the experience axis is
-- the index of lived experience of the period that ends on that date.
WITH measured AS (
    SELECT * FROM lived_experience
    WHERE index IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY diaspora, period_end ORDER BY period LIKE 'window:%' DESC, period_start, period) = 1
),

asked AS (
    SELECT diaspora, as_of, 'study' AS basis FROM diasporas CROSS JOIN intermediate.int_study_dates
    UNION ALL
    SELECT diaspora, period_end, 'media' FROM measured
),

placed AS (
    SELECT
        asked.*,
        formal.total AS formalisation, formal.statements AS formalisation_statements,
        formal.is_high AS is_formalised, formal.chance AS chance_formalised,
        CASE basis WHEN 'study' THEN lived.total ELSE measured.index END AS experience,
        CASE basis WHEN 'study' THEN lived.statements END AS experience_statements,
        CASE basis WHEN 'media' THEN measured.period END AS measured_over,
        CASE basis
            WHEN 'study' THEN lived.is_high
            ELSE measured.index > (SELECT value FROM thresholds WHERE threshold = 'broad_experience')
        END AS is_broad,
        CASE basis WHEN 'study' THEN lived.chance ELSE measured.probability_broad END AS chance_broad
    FROM asked
    LEFT JOIN intermediate.int_evidence_sums AS formal ON formal.diaspora = asked.diaspora AND formal.as_of = asked.as_of AND formal.axis = 'formalisation'
    LEFT JOIN intermediate.int_evidence_sums AS lived ON lived.diaspora = asked.diaspora AND lived.as_of = asked.as_of AND lived.axis = 'experience'
    LEFT JOIN measured ON measured.diaspora = asked.diaspora AND measured.period_end = asked.as_of
),

chanced AS (
    SELECT
        *,
        round(chance_formalised * chance_broad, 4) AS valued,
        round((1 - chance_formalised) * chance_broad, 4) AS expressive,
        round(chance_formalised * (1 - chance_broad), 4) AS symbolic,
        round((1 - chance_formalised) * (1 - chance_broad), 4) AS nominal,
        CASE
            WHEN is_formalised AND is_broad THEN 'valued'
            WHEN NOT is_formalised AND is_broad THEN 'expressive'
            WHEN is_formalised AND NOT is_broad THEN 'symbolic'
            WHEN NOT is_formalised AND NOT is_broad THEN 'nominal'
        END AS place
    FROM placed
)

SELECT
    diaspora,                                                                                         -- The community. {key; in diasporas.diaspora}
    as_of,                                                                                            -- The date. {key}
    basis,                                                                                            -- `study` or `media`. {key; one of study, media}
    place AS quadrant,                                                                                -- `valued`, `expressive`, `symbolic` or `nominal`; NULL: too little is known. {one of valued, expressive, symbolic, nominal}
    CASE place WHEN 'valued' THEN valued WHEN 'expressive' THEN expressive WHEN 'symbolic' THEN symbolic WHEN 'nominal' THEN nominal END AS probability,  -- Probability of that quadrant, 0 to 1.
    valued AS probability_valued,                                                                     -- Probability of `valued`.
    expressive AS probability_expressive,                                                             -- Probability of `expressive`.
    symbolic AS probability_symbolic,                                                                 -- Probability of `symbolic`.
    nominal AS probability_nominal,                                                                   -- Probability of `nominal`.
    formalisation,                                                                                    -- Sum of the statements on formalisation that hold; NULL: too few.
    formalisation_statements,                                                                         -- How many they are.
    experience,                                                                                       -- Basis `study`: sum of the statements on experience that hold; `media`: the index, 0 to 1.
    experience_statements,                                                                            -- How many statements; NULL on basis `media`.
    measured_over                                                                                     -- Basis `media`: the kind of period the index was measured over.
FROM chanced
ORDER BY diaspora, as_of, basis
