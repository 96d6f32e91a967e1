-- What is remembered of texts, so that a new one is compared with those of its time and not with all.

CREATE TABLE document_shingles (          -- One row per document whose text was compared with others: what was read of it.
    document_id VARCHAR NOT NULL,         -- The document.
    text_digest VARCHAR NOT NULL,         -- The text that was read.
    published_day DATE,                   -- As in `documents` when it was read.
    published_at TIMESTAMP,               -- As in `documents` when it was read.
    first_seen_at TIMESTAMP NOT NULL,     -- As in `documents` when it was read.
    block INTEGER NOT NULL,               -- Number of the 45 days that it was published in, or first seen, from 1970.
    text_hash UBIGINT,                    -- Stands for all its words in their order; NULL where they are too few.
    shingles UINTEGER[] NOT NULL          -- Stand for its sequences of three words, each once.
);

CREATE TABLE near_duplicates (            -- One row per document and block that shows an earlier one with the same text.
    document_id VARCHAR NOT NULL,         -- The document.
    earlier_id VARCHAR NOT NULL,          -- The earliest that it repeats of those within 45 days; `documents.duplicate_of` is the end of the chain.
    block INTEGER NOT NULL                -- The later block of the two documents, as in `document_shingles`.
);
