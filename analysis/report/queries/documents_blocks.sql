-- What the files of each block of the list are made of: a fingerprint of all that they show, whatever its order.
WITH placed AS (
    SELECT position // $size AS block, position, concerns, documents.*
    FROM listed
    JOIN documents USING (document_id)
),

living AS (
    SELECT DISTINCT diaspora, month FROM community_events_monthly WHERE documents IS NOT NULL
),

shown AS (
    SELECT block, hash(one) AS part FROM (SELECT * EXCLUDE (text) FROM placed) AS one
    UNION ALL
    SELECT block, hash(one) FROM (SELECT block, captures.* FROM placed JOIN captures USING (capture_id)) AS one
    UNION ALL
    SELECT block, hash(one) FROM (SELECT block, mentions.* FROM placed JOIN mentions USING (document_id)) AS one
    UNION ALL
    SELECT block, hash(one) FROM (SELECT block, its.* FROM placed JOIN document_diasporas AS its USING (document_id)) AS one
    UNION ALL
    SELECT block, hash(one) FROM (SELECT block, its.* FROM placed JOIN document_topics AS its USING (document_id)) AS one
    UNION ALL
    SELECT block, hash(one) FROM (SELECT block, its.* FROM placed JOIN intermediate.int_contacts AS its USING (document_id)) AS one
    UNION ALL
    SELECT block, hash(one)
    FROM (
        SELECT document_id, block, is_known
        FROM placed JOIN coverage ON coverage.source_id = placed.source_id AND coverage.day = published_day
    ) AS one
    UNION ALL
    SELECT block, hash(one)
    FROM (
        SELECT block, living.*
        FROM (SELECT DISTINCT block, date_trunc('month', published_day)::DATE AS month FROM placed)
        JOIN living USING (month)
    ) AS one
)

SELECT block, any_value(concerns) AS concerns, count(*) AS documents, fingerprint
FROM placed
JOIN (SELECT block, sum(part::HUGEINT)::VARCHAR AS fingerprint FROM shown GROUP BY block) USING (block)
GROUP BY ALL
ORDER BY block
