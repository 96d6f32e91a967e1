-- How sure relevance and topics are, what was nearly a topic, and how often they err.
ALTER TABLE document_diasporas ADD COLUMN probability DOUBLE;
COMMENT ON COLUMN document_diasporas.probability IS 'How likely the class is right; NULL: the rules do not say how sure they are.';
ALTER TABLE document_diasporas ADD COLUMN chance_community DOUBLE;
COMMENT ON COLUMN document_diasporas.chance_community IS 'How likely the document is `community`, whatever class was told; NULL as above.';
ALTER TABLE document_diasporas ADD COLUMN chance_bilateral DOUBLE;
COMMENT ON COLUMN document_diasporas.chance_bilateral IS 'How likely it is `bilateral`; NULL as above.';
ALTER TABLE document_topics ADD COLUMN probability DOUBLE;
COMMENT ON COLUMN document_topics.probability IS 'How likely the document is about it; NULL: the rules do not say how sure they are.';

CREATE TABLE unlikely_topics (  -- One row per document and type of event that it is rather not about, but not surely: its cues weigh less than the threshold.
    document_id VARCHAR NOT NULL,  -- The document.
    topic VARCHAR NOT NULL,        -- Type of event, e.g. `dance`.
    domain VARCHAR NOT NULL,       -- Domain of interaction it belongs to.
    evidence VARCHAR,              -- The words that speak for it.
    probability DOUBLE             -- How likely the document is about it, at least 0.05.
);

CREATE TABLE judgement_errors (  -- One row per judgement that measures count: how it agrees with a reader on texts that nobody read while rules were tuned.
    judgement VARCHAR NOT NULL,  -- `community`, `bilateral` or `topic` (all topics together).
    found BIGINT NOT NULL,       -- How often it was told.
    correct BIGINT NOT NULL,     -- How often rightly.
    present BIGINT NOT NULL,     -- How often it is so.
    sensitivity DOUBLE,          -- Share of what is there that is told.
    sensitivity_low DOUBLE,      -- Its lower limit (Wilson, 95 %).
    sensitivity_high DOUBLE,     -- Its upper limit.
    precision DOUBLE,            -- Share of what is told that is right.
    precision_low DOUBLE,        -- Its lower limit.
    precision_high DOUBLE        -- Its upper limit.
);
