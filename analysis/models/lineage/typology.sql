-- How formalised Poland's relations are by the study, at the end of its reading. This number rests on pages of the study,
-- not on documents; the experience axis of basis `media` is the index of `lived_experience`.
SELECT formalisation FROM typology WHERE diaspora = 'polish' AND basis = 'study' AND as_of = DATE '2016-07-31';

SELECT statement, source, page, weight AS counts
FROM evidence
WHERE diaspora = 'polish' AND axis = 'formalisation'
    AND DATE '2016-07-31' BETWEEN coalesce(since, DATE '2016-07-31') AND coalesce("until", DATE '2016-07-31');
