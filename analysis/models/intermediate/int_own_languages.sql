-- One row per community, platform and month with a text: the share of each language in what its own sources published on known days.
WITH written AS (
    SELECT
        documents.source_diaspora AS diaspora,
        documents.platform,
        documents.month,
        document_languages."language",
        sum(documents.words * document_languages.share) AS words
    FROM intermediate.int_known_documents AS documents
    JOIN document_languages USING (document_id)
    WHERE documents.source_diaspora IS NOT NULL
    GROUP BY ALL
)

SELECT
    diaspora,                                                                                              -- The community.
    platform,                                                                                              -- `web`, `youtube` or `facebook`.
    month,                                                                                                 -- First day of the month.
    coalesce(sum(words) FILTER ("language" = heritage_language), 0) / nullif(sum(words), 0) AS heritage,   -- Share of words in the language of the homeland.
    coalesce(sum(words) FILTER ("language" = 'ru'), 0) / nullif(sum(words), 0) AS russian,                 -- Share of words in Russian.
    coalesce(sum(words) FILTER ("language" = 'kk'), 0) / nullif(sum(words), 0) AS kazakh,                  -- Share of words in Kazakh.
    coalesce(sum(words) FILTER ("language" = 'en'), 0) / nullif(sum(words), 0) AS english                  -- Share of words in English.
FROM written
JOIN diasporas USING (diaspora)
GROUP BY diaspora, platform, month
