-- Which communities and homelands are named most? Documents on days known completely, with those of papers, and mentions.
SELECT
    marts.diaspora,
    sum(documents_naming) AS documents,
    sum(documents_naming) FILTER (sources.kind = 'newspaper') AS in_papers,
    sum(mentions) AS mentions
FROM homeland_mentions_monthly AS marts
JOIN sources USING (source_id)
GROUP BY ALL
ORDER BY documents DESC
