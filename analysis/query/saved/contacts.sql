-- How often does the homeland come to the community, and the community turn to the homeland?
SELECT diaspora, sum(from_homeland)::BIGINT AS homeland_comes, sum(to_homeland)::BIGINT AS community_turns, count(*) FILTER (own_days_known > 0) AS months_known
FROM two_way
GROUP BY diaspora
ORDER BY homeland_comes DESC NULLS LAST
