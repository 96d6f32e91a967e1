-- No change point stands twice: it is found by code, so no model can declare its key.
SELECT diaspora, series, month, count(*) AS "rows" FROM shifts GROUP BY ALL HAVING count(*) > 1
