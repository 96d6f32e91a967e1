CREATE TABLE judgements (                 -- One row per document that has been judged.
    document_id VARCHAR PRIMARY KEY,      -- The document.
    basis VARCHAR NOT NULL                -- Digest of all it was judged by: text, language, mentions, source and rules.
);

CREATE TABLE topics (                     -- One row per type of event that the rules know.
    topic VARCHAR PRIMARY KEY,            -- Type of event, e.g. `dance`.
    domain VARCHAR NOT NULL,              -- `culture`, `education`, `business`, `tourism`, `memory`, `official` or `community_life`.
    is_folklore BOOLEAN NOT NULL          -- Whether it counts as folklore: dance, song, cuisine.
);
