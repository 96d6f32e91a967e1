-- Sources that cannot be collected, or that are silent for longer than ever before on days that are known.
WITH gaps AS (
    SELECT source_id, max(gap) AS longest
    FROM (
        SELECT source_id, day - lag(day) OVER (PARTITION BY source_id ORDER BY day) AS gap
        FROM (SELECT DISTINCT source_id, day FROM intermediate.int_published_days)
    )
    GROUP BY source_id
),

silent AS (
    SELECT source_id, silence, newest_day, greatest(ceil(usual_silence), longest) AS longest
    FROM source_health
    JOIN gaps USING (source_id)
    WHERE health = 'unusually silent' AND silence > longest
)

SELECT
    'source/' || source_id || '/silent' AS key,
    source_id || ': nothing published for ' || silence || ' days, since ' || newest_day || '; its longest silence before was '
        || longest::BIGINT || ' days. Look whether the site lives or has moved.' AS what,
    0 AS patience
FROM silent
UNION ALL
SELECT
    'source/' || source_id || '/' || health,
    source_id || ': ' || health || '. ' || coalesce(reason, '') AS what,
    1
FROM source_health
WHERE health IN ('blocked', 'broken', 'interrupted')
ORDER BY key
