-- What a document can be found by: its source, day and kind; what it is to each community; the types of event it tells of.
WITH chunk AS (
    SELECT * FROM listed WHERE position BETWEEN $first AND $last
),

spans AS (
    SELECT document_id, diaspora, target, count(*) AS spans, bool_or(part = 'title' AND target <> 'city') AS in_title
    FROM mentions
    SEMI JOIN chunk USING (document_id)
    GROUP BY ALL
),

named AS (
    SELECT document_id, diaspora, map_from_entries(list((target, spans))) AS targets, bool_or(in_title) AS in_title
    FROM spans
    GROUP BY ALL
),

judged AS (
    SELECT document_id, diaspora, relevance FROM document_diasporas SEMI JOIN chunk USING (document_id)
),

contacts AS (
    SELECT document_id, diaspora, list(direction) AS directions
    FROM intermediate.int_contacts
    SEMI JOIN chunk USING (document_id)
    GROUP BY ALL
),

dated AS (
    SELECT document_id, date_trunc('month', published_day)::DATE AS month FROM chunk JOIN documents USING (document_id)
),

living AS (
    SELECT DISTINCT diaspora, month FROM community_events_monthly WHERE documents IS NOT NULL
),

owned AS (
    SELECT document_id, diaspora FROM chunk JOIN documents USING (document_id) JOIN sources USING (source_id)
    WHERE diaspora IS NOT NULL
),

about AS (
    SELECT
        document_id,
        list({
            'diaspora': diaspora, 'relevance': relevance, 'own': owned.diaspora IS NOT NULL, 'title': coalesce(in_title, false),
            'directions': directions, 'targets': targets, 'life': living.month IS NOT NULL
        } ORDER BY diaspora) AS communities
    FROM named
    FULL JOIN judged USING (document_id, diaspora)
    FULL JOIN owned USING (document_id, diaspora)
    LEFT JOIN contacts USING (document_id, diaspora)
    LEFT JOIN dated USING (document_id)
    LEFT JOIN living USING (diaspora, month)
    GROUP BY document_id
),

told AS (
    SELECT document_id, list(topic ORDER BY topic) AS topics
    FROM document_topics
    SEMI JOIN chunk USING (document_id)
    GROUP BY document_id
)

SELECT
    chunk.document_id, source_id, kind, coalesce("language", 'und') AS "language",
    date_diff('day', DATE '1970-01-01', published_day) AS day,
    duplicate_of IS NULL AS is_first,
    coalesce(is_known, false) AS is_known,
    coalesce(topics, []) AS topics,
    coalesce(communities, []) AS communities
FROM chunk
JOIN documents USING (document_id)
LEFT JOIN (SELECT source_id, day AS published_day, is_known FROM coverage) USING (source_id, published_day)
LEFT JOIN about USING (document_id)
LEFT JOIN told USING (document_id)
ORDER BY position
