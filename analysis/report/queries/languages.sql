-- Documents by main language of the text; `und`: too short or too mixed to tell.
SELECT coalesce("language", 'und') AS "language", count(*) AS documents FROM documents WHERE published_day BETWEEN $since AND $until GROUP BY ALL ORDER BY documents DESC, "language"
