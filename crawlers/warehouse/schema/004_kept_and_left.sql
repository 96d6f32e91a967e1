-- What is left out of `documents`: a site's own furniture, and articles of the press watch that name nobody.

CREATE TABLE repeated_lines (             -- One row per line that a site repeats under its articles, and that `documents.text` therefore goes without.
    source_id VARCHAR NOT NULL,           -- Whose site.
    line VARCHAR NOT NULL,                -- The line as `document_versions.text` has it.
    documents BIGINT NOT NULL,            -- Documents that it stands in.
    PRIMARY KEY (source_id, line)
);

CREATE TABLE passed_over (                -- One row per article of the press watch and capture that names no community: looked at, counted, not kept.
    document_id VARCHAR NOT NULL,         -- What would be its id.
    capture_id VARCHAR NOT NULL,          -- The capture that was looked at.
    source_id VARCHAR NOT NULL,           -- Who published it.
    published_day DATE,                   -- As in `documents`.
    PRIMARY KEY (document_id, capture_id)
);
