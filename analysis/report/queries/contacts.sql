-- Contacts between community and homeland, in both directions, first publications on known days. The homeland comes: a text on the community's life names an institution or office holder of the homeland, or tells of an official visit or a scholarship. The community turns: one of its own sources names the homeland or writes of relations with it.
SELECT
    diaspora, name, sum(from_homeland)::BIGINT AS from_homeland, sum(to_homeland)::BIGINT AS to_homeland,
    count(*) FILTER (own_days_known > 0) AS months_known, count(*) AS months
FROM two_way
JOIN diasporas USING (diaspora)
WHERE month BETWEEN $since AND $until
GROUP BY ALL
ORDER BY from_homeland DESC NULLS LAST, name
