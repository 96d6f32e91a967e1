-- One row per document and community that it names.
SELECT
    mentions.document_id,                                                    -- The document.
    mentions.diaspora,                                                       -- The community named.
    count(*) AS mentions,                                                    -- Spans that name it, of any target but city.
    count(*) FILTER (mentions.target = 'homeland') AS homeland_mentions,     -- Of them the homeland itself.
    count(*) FILTER (mentions.target = 'people') AS people_mentions,         -- Of them its people.
    bool_or(mentions.part = 'title') AS in_title                             -- Whether the title names it.
FROM intermediate.int_settled_mentions AS mentions
WHERE mentions.target <> 'city' AND mentions.is_mention
GROUP BY mentions.document_id, mentions.diaspora
