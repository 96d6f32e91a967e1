-- Documents that name each community or its homeland: all that are held, and those counted (published on days that are known completely), with the mentions in the counted ones.
WITH chosen AS (
    SELECT documents.*, coalesce(is_known, false) AS counted
    FROM staging.stg_documents AS documents
    LEFT JOIN (SELECT source_id, day, is_known FROM coverage) USING (source_id, day)
    WHERE day BETWEEN $since AND $until
),

naming AS (
    SELECT
        diaspora,
        count(*) AS held,
        count(*) FILTER (counted) AS counted,
        count(*) FILTER (counted AND source_kind = 'newspaper') AS in_papers,
        sum(mentions) FILTER (counted) AS mentions,
        sum(homeland_mentions) FILTER (counted) AS homeland_mentions,
        sum(people_mentions) FILTER (counted) AS people_mentions
    FROM intermediate.int_document_mentions
    JOIN chosen USING (document_id)
    GROUP BY diaspora
),

own AS (
    SELECT source_diaspora AS diaspora, count(*) AS documents FROM chosen WHERE counted AND source_diaspora IS NOT NULL GROUP BY ALL
),

days AS (
    SELECT
        sources.diaspora,
        count(*) FILTER (is_known) AS known,
        round(count(*) FILTER (is_known) / count(*), 4) AS share_known
    FROM coverage
    JOIN sources USING (source_id)
    WHERE sources.diaspora IS NOT NULL AND day BETWEEN $since AND $until
    GROUP BY ALL
),

people AS (
    SELECT diaspora, arg_max(people, year) AS people, max(year) AS counted_in FROM census GROUP BY diaspora
)

SELECT
    diasporas.diaspora, name, homeland_name,
    coalesce(naming.held, 0) AS held,
    coalesce(naming.counted, 0) AS counted,
    CASE WHEN EXISTS (FROM coverage JOIN sources USING (source_id) WHERE sources.kind = 'newspaper' AND is_known AND day BETWEEN $since AND $until)
        THEN coalesce(in_papers, 0) END AS in_papers,
    coalesce(mentions, 0)::BIGINT AS mentions,
    coalesce(homeland_mentions, 0)::BIGINT AS homeland_mentions,
    coalesce(people_mentions, 0)::BIGINT AS people_mentions,
    CASE WHEN days.known > 0 THEN coalesce(own.documents, 0) END AS own,
    days.share_known AS own_share_known,
    round(1000.0 * naming.counted / nullif(people.people, 0), 2) AS per_1000_people,
    people.people, people.counted_in
FROM diasporas
LEFT JOIN naming USING (diaspora)
LEFT JOIN own USING (diaspora)
LEFT JOIN days USING (diaspora)
LEFT JOIN people USING (diaspora)
ORDER BY counted DESC, name
