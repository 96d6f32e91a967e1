-- Papers and portals that named a community in the month, and had not in the twelve months before, although they were read.
WITH named AS (
    SELECT source_id, diaspora, date_trunc('month', day)::DATE AS month, count(DISTINCT document_id) AS documents
    FROM intermediate.int_known_documents
    JOIN intermediate.int_document_mentions USING (document_id)
    WHERE is_first AND source_diaspora IS NULL
    GROUP BY ALL
),

read_before AS (
    SELECT source_id
    FROM intermediate.int_source_months
    WHERE month BETWEEN $month - INTERVAL 12 MONTH AND $month - INTERVAL 1 DAY AND days_known > 0
    GROUP BY source_id
    HAVING sum(days_known) >= 60
)

SELECT this.source_id, this.diaspora, this.documents
FROM named AS this
SEMI JOIN read_before USING (source_id)
WHERE this.month = $month
    AND NOT EXISTS (
        FROM named AS before
        WHERE before.source_id = this.source_id AND before.diaspora = this.diaspora
            AND before.month >= $month - INTERVAL 12 MONTH AND before.month < $month
    )
ORDER BY this.diaspora, this.source_id
