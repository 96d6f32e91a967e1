-- One place that says what each step last ran with; a fact of the warehouse said so of near-duplicates alone.
CREATE TABLE steps (  -- One row per step between archive and marts that has run: what it ran with, and when.
    step VARCHAR PRIMARY KEY,  -- `extract`, `documents`, `language`, `mentions`, `near_duplicates`, `relevance` or `marts`.
    digest VARCHAR NOT NULL,  -- Digest of its code and configuration. Another one now: what it made is made anew.
    reads VARCHAR[] NOT NULL,  -- Steps whose results it reads.
    ran_at TIMESTAMP NOT NULL  -- When it last ran to its end, UTC.
);
DELETE FROM warehouse_facts WHERE fact = 'near_duplicates';
