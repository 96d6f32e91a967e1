-- One row per span that is a mention or might be one, with what a person said of it.
WITH weighed AS (
    SELECT *, TRUE AS found FROM mentions
    UNION ALL BY NAME
    SELECT *, FALSE AS found FROM unlikely_mentions
),

named AS (
    SELECT
        *,
        left(md5(concat_ws('|', document_id, part, span_start, span_end, diaspora)), 10) AS mention_id
    FROM weighed
)

SELECT
    named.mention_id,                                                              -- What `diaspora settle` calls it.
    named.document_id,                                                             -- Where it stands.
    named.part,                                                                    -- `title` or `text`.
    named.span_start,                                                              -- First character in that part, from 0.
    named.span_end,                                                                -- Character after the last.
    named.surface,                                                                 -- The characters themselves.
    named.diaspora,                                                                -- The community.
    named.homeland,                                                                -- Its state of origin.
    named.target,                                                                  -- What is named.
    coalesce(settlements.is_mention, named.found) AS is_mention,                   -- Whether it is counted: a person's answer, else whether it is likelier than not.
    coalesce(settlements.is_mention::INTEGER, named.probability, 1.0) AS probability, -- How likely it is a mention; 1 where rules alone decide.
    settlements.is_mention IS NULL AND coalesce(named.probability BETWEEN 0.2 AND 0.8, FALSE) AS is_doubtful -- Whether a person is asked.
FROM named
LEFT JOIN settlements USING (mention_id)
