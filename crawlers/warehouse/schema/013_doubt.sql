-- How sure a mention is, what was nearly one, how often reading errs, and what a person said.
ALTER TABLE mentions ADD COLUMN probability DOUBLE;
COMMENT ON COLUMN mentions.probability IS 'How likely it is a mention, by the model of its language; NULL: decided by rules alone.';

CREATE TABLE unlikely_mentions (  -- One row per span that is rather no mention, but not surely: its probability lies between a fifth and a half.
    document_id VARCHAR NOT NULL,  -- Where it stands.
    part VARCHAR NOT NULL,         -- `title` or `text`.
    span_start INTEGER NOT NULL,   -- First character in that part, from 0.
    span_end INTEGER NOT NULL,     -- Character after the last.
    surface VARCHAR NOT NULL,      -- The characters themselves.
    diaspora VARCHAR NOT NULL,     -- The community it would name.
    homeland VARCHAR NOT NULL,     -- Its state of origin.
    target VARCHAR NOT NULL,       -- As in `mentions`.
    rule VARCHAR NOT NULL,         -- As in `mentions`.
    probability DOUBLE             -- How likely it is a mention.
);

CREATE TABLE settlements (        -- One row per doubtful mention that a person has settled (`diaspora settle`).
    mention_id VARCHAR NOT NULL,  -- The mention, as `diaspora settle` lists it.
    is_mention BOOLEAN NOT NULL   -- What the person said.
);

CREATE TABLE mention_errors (     -- One row per language and target: how candidates of labelled sentences are read that the model was not learned from.
    "language" VARCHAR NOT NULL,  -- Language of the sentences (ISO 639-1).
    target VARCHAR NOT NULL,      -- `homeland` or `people`.
    found BIGINT NOT NULL,        -- Candidates that were told to be mentions.
    correct BIGINT NOT NULL,      -- Of them those that are.
    present BIGINT NOT NULL,      -- Mentions among the candidates.
    candidates BIGINT NOT NULL,   -- Candidates.
    sensitivity DOUBLE,           -- Share of the mentions that is found.
    sensitivity_low DOUBLE,       -- Its lower limit (Wilson, 95 %).
    sensitivity_high DOUBLE,      -- Its upper limit.
    precision DOUBLE,             -- Share of what is found that is right; of labelled sentences, half of which mislead on purpose.
    precision_low DOUBLE,         -- Its lower limit.
    precision_high DOUBLE         -- Its upper limit.
);

COMMENT ON COLUMN mention_errors."language" IS 'Language of the sentences (ISO 639-1).';
