-- What the documents that concern a community are to it, and whose they are: first publications on known days.
SELECT
    diaspora, relevance,
    count(*) FILTER (is_own) AS own,
    count(*) FILTER (NOT is_own AND source_kind = 'newspaper') AS papers,
    count(*) FILTER (NOT is_own AND source_kind <> 'newspaper') AS others
FROM intermediate.int_community_documents
WHERE is_first AND day BETWEEN $since AND $until
GROUP BY ALL
ORDER BY diaspora, count(*) DESC, relevance
