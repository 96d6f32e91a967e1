-- On which days do the study and the media place a community differently?
SELECT study.diaspora, study.as_of, study.quadrant AS by_study, study.probability AS study_probability, media.quadrant AS by_media, media.probability AS media_probability
FROM typology AS study
JOIN typology AS media USING (diaspora, as_of)
WHERE study.basis = 'study' AND media.basis = 'media' AND study.quadrant <> media.quadrant
ORDER BY as_of DESC, diaspora
