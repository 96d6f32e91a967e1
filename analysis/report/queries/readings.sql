-- The place of each community in the typology by the study's statements, and with its experience as media show it; the probabilities of all four places.
WITH day AS (
    SELECT coalesce(
        (SELECT max("until") FROM windows WHERE "until" IN (SELECT as_of FROM typology WHERE basis = 'study')),
        (SELECT max(as_of) FROM typology WHERE basis = 'study')
    ) AS as_of
),

media AS (
    SELECT typology.* FROM typology
    WHERE basis = 'media' AND as_of <= $until
    QUALIFY row_number() OVER (PARTITION BY diaspora ORDER BY quadrant IS NULL, as_of DESC) = 1
)

SELECT
    diasporas.diaspora, name, homeland_name,
    study.as_of AS study_day, study.quadrant AS study_quadrant, study.probability AS study_probability,
    study.probability_valued AS study_valued, study.probability_expressive AS study_expressive,
    study.probability_symbolic AS study_symbolic, study.probability_nominal AS study_nominal,
    study.formalisation, study.formalisation_statements, study.experience, study.experience_statements,
    media.as_of AS media_day, media.quadrant AS media_quadrant, media.probability AS media_probability,
    media.probability_valued AS media_valued, media.probability_expressive AS media_expressive,
    media.probability_symbolic AS media_symbolic, media.probability_nominal AS media_nominal,
    media.formalisation AS media_formalisation, media.experience AS index, media.measured_over,
    study.quadrant <> media.quadrant AS disagree
FROM diasporas
CROSS JOIN day
LEFT JOIN typology AS study ON study.diaspora = diasporas.diaspora AND study.basis = 'study' AND study.as_of = day.as_of
LEFT JOIN media ON media.diaspora = diasporas.diaspora
ORDER BY name
