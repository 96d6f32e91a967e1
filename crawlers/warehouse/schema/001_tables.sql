-- The tables of the warehouse. A comment at the end of a table's or column's line becomes its COMMENT.
-- Instants are TIMESTAMP in UTC; days are local calendar days of the source.

CREATE TABLE schema_history (             -- Which scripts made the tables of this file: one row per script.
    version INTEGER PRIMARY KEY,          -- Number of the script.
    name VARCHAR NOT NULL,                -- Its file name.
    applied_at TIMESTAMP NOT NULL         -- When it ran, UTC.
);

CREATE TABLE warehouse_facts (            -- What this database file is: one row per fact.
    fact VARCHAR PRIMARY KEY,             -- Name of the fact, e.g. `sample`.
    value VARCHAR NOT NULL                -- Its value as text.
);

CREATE TABLE diasporas (                  -- One row per community of the study.
    diaspora VARCHAR PRIMARY KEY,         -- Slug, `bulgarian` … `romanian`.
    homeland VARCHAR NOT NULL,            -- State of origin, ISO 3166 alpha-2.
    name VARCHAR NOT NULL,                -- The community in English.
    homeland_name VARCHAR NOT NULL,       -- The state of origin in English.
    heritage_language VARCHAR NOT NULL    -- Language of the homeland, ISO 639-1.
);

CREATE TABLE census (                     -- One row per count or estimate of a community's size in Kazakhstan.
    diaspora VARCHAR NOT NULL,            -- The community.
    year INTEGER NOT NULL,                -- Year of the count.
    people INTEGER NOT NULL,              -- People counted.
    source VARCHAR NOT NULL,              -- Who counted.
    note VARCHAR                          -- What the count leaves out or takes in.
);

CREATE TABLE evidence (                   -- One row per dated statement for or against an axis of the typology.
    diaspora VARCHAR NOT NULL,            -- The community.
    axis VARCHAR NOT NULL,                -- `formalisation` or `experience`.
    kind VARCHAR NOT NULL,                -- What kind of fact, e.g. `agreement`, `festival`.
    statement VARCHAR NOT NULL,           -- The fact in a sentence.
    weight DOUBLE NOT NULL,               -- Above zero for, below zero against.
    since DATE,                           -- First day it holds; NULL: since before the source speaks.
    until DATE,                           -- Last day it holds; NULL: as long as the source speaks.
    source VARCHAR NOT NULL,              -- Who says so.
    page INTEGER                          -- On which page.
);

CREATE TABLE poisson_limits (             -- One row per count: exact 95 % limits of the Poisson mean behind it.
    events BIGINT PRIMARY KEY,            -- The count.
    low DOUBLE NOT NULL,                  -- Lower limit (Garwood).
    high DOUBLE NOT NULL                  -- Upper limit (Garwood).
);

CREATE TABLE windows (                    -- One row per dated period of study.
    window_name VARCHAR PRIMARY KEY,      -- Its name.
    since DATE NOT NULL,                  -- First day.
    until DATE NOT NULL                   -- Last day.
);

CREATE TABLE sources (                    -- One row per place that publishes: a paper, a centre's site, a channel, a page.
    source_id VARCHAR PRIMARY KEY,        -- Slug from the configuration, or the host for pages nobody configured.
    kind VARCHAR NOT NULL,                -- `newspaper`, `centre`, `portal` (press watch: only what names a community is kept), or `other` (imported, not in the configuration).
    platform VARCHAR NOT NULL,            -- `web`, `youtube` or `facebook`.
    diaspora VARCHAR,                     -- The community it belongs to; NULL for papers and portals.
    name VARCHAR NOT NULL,                -- Its name as people know it.
    url VARCHAR,                          -- Where it is now, or was last.
    languages VARCHAR[],                  -- Languages it says it publishes in, ISO 639-1.
    collected BOOLEAN NOT NULL,           -- Whether `crawl` can collect it today.
    state VARCHAR,                        -- Why it is not collected, e.g. `gone`, `not_configured`, `login_wall`.
    provenance VARCHAR                    -- Who says so.
);

CREATE TABLE archives (                   -- One row per archive file that has been loaded.
    archive_file VARCHAR PRIMARY KEY,     -- Path below the archive directory.
    bytes BIGINT NOT NULL,                -- Size when it was read; a file that has grown is read again.
    extractor VARCHAR NOT NULL,           -- Digest of the page functions and site rules that read it.
    captures BIGINT NOT NULL,             -- Responses read.
    documents BIGINT NOT NULL,            -- Documents read from them, before joining captures of the same one.
    damage VARCHAR,                       -- Where and why it could not be read further; NULL when it could.
    loaded_at TIMESTAMP NOT NULL          -- When it was loaded.
);

CREATE TABLE crawls (                     -- One row per attempt to collect a source: live, from an import, or the sample.
    crawl_id VARCHAR PRIMARY KEY,         -- Name of the attempt; also the name of its archive file.
    source_id VARCHAR NOT NULL,           -- What was collected.
    via VARCHAR NOT NULL,                 -- `live`, `wayback`, `common-crawl`, `import` or `sample`.
    started_at TIMESTAMP NOT NULL,        -- First moment of the attempt.
    finished_at TIMESTAMP,                -- Last moment; NULL when it was cut short.
    outcome VARCHAR NOT NULL,             -- `complete`, `partial`, `blocked`, `login_wall`, `broken` or `interrupted`.
    reason VARCHAR,                       -- A sentence for people: why it is not complete.
    discovery VARCHAR,                    -- How pages were found, and which ways failed.
    asked_since DATE,                     -- First day asked for; NULL: no limit.
    asked_until DATE,                     -- Last day asked for; NULL: no limit.
    covers_from DATE,                     -- First day the attempt can vouch for; NULL: it vouches for none.
    covers_until DATE,                    -- Last day it can vouch for.
    requests BIGINT,                      -- Requests made.
    found BIGINT,                         -- Addresses or entries of documents found.
    fetched BIGINT,                       -- Of them newly fetched.
    failed BIGINT,                        -- Requests without a usable answer.
    archive_file VARCHAR NOT NULL         -- Where the evidence is.
);

CREATE TABLE captures (                   -- One row per archived response.
    capture_id VARCHAR PRIMARY KEY,       -- Digest of address, instant and payload.
    source_id VARCHAR NOT NULL,           -- Whose page it is.
    crawl_id VARCHAR NOT NULL,            -- The attempt that fetched it.
    url VARCHAR NOT NULL,                 -- Address as asked for.
    document_url VARCHAR NOT NULL,        -- The same address in canonical form.
    captured_at TIMESTAMP NOT NULL,       -- When it was answered, UTC.
    status INTEGER NOT NULL,              -- HTTP status.
    mime VARCHAR,                         -- Media type as sent.
    payload_digest VARCHAR,               -- Digest of the body, as in the WARC record.
    role VARCHAR,                         -- What was asked for: `article`, `api`, `feed` …; NULL in archives made by others.
    bytes BIGINT NOT NULL,                -- Length of the decoded body.
    archive_file VARCHAR NOT NULL,        -- File below the archive directory.
    record_offset BIGINT NOT NULL,        -- Where the WARC record begins in it.
    outcome VARCHAR NOT NULL              -- What became of it: `document`, `gone` (a platform no longer has it), or the reason why it is none.
);

CREATE TABLE documents (                  -- One row per thing published, as its newest capture shows it.
    document_id VARCHAR PRIMARY KEY,      -- Digest of source and canonical address.
    source_id VARCHAR NOT NULL,           -- Who published it.
    kind VARCHAR NOT NULL,                -- `article`, `page`, `post` or `video`.
    url VARCHAR NOT NULL,                 -- Canonical address.
    title VARCHAR NOT NULL,               -- Headline as a reader sees it.
    text VARCHAR NOT NULL,                -- Body without `repeated_lines`; paragraphs separated by one newline.
    captions VARCHAR[],                   -- Texts under images, kept apart from the body.
    section VARCHAR,                      -- Rubric as the source names it.
    language VARCHAR,                     -- Main language of the text, ISO 639-1 or `und`; NULL until enriched.
    declared_language VARCHAR,            -- What the page claims.
    published_at TIMESTAMP,               -- Moment of publication, UTC; NULL when only the day, or nothing, is known.
    published_day DATE,                   -- Local day of publication as printed; NULL: undated.
    published_precision VARCHAR,          -- `second`, `minute`, `day` or `month`.
    published_method VARCHAR,             -- Where the date was read: `api`, `markup`, `json-ld`, `meta`, … `guess`.
    modified_at TIMESTAMP,                -- Last change as the source states it, UTC.
    first_seen_at TIMESTAMP NOT NULL,     -- First capture of it, UTC.
    last_seen_at TIMESTAMP NOT NULL,      -- Newest capture of it, UTC.
    gone_at TIMESTAMP,                    -- When a site (404, 410) or platform first said after that that it is gone; NULL: not known to be.
    capture_id VARCHAR NOT NULL,          -- The capture that this row shows.
    text_digest VARCHAR NOT NULL,         -- Digest of title and text.
    words INTEGER NOT NULL,               -- Words in title and text.
    extraction VARCHAR NOT NULL,          -- Page function that read it.
    duration INTEGER,                     -- Length of a video in seconds; NULL: unknown, or no video.
    duplicate_of VARCHAR                  -- The first publication of the same text; NULL: this is the first.
);

CREATE TABLE document_versions (          -- One row per different text of a document.
    document_id VARCHAR NOT NULL,         -- The document.
    text_digest VARCHAR NOT NULL,         -- Digest of title and text.
    kind VARCHAR NOT NULL,                -- As in `documents`.
    title VARCHAR NOT NULL,               -- As in `documents`.
    text VARCHAR NOT NULL,                -- As in `documents`.
    captions VARCHAR[],                   -- As in `documents`.
    section VARCHAR,                      -- As in `documents`.
    declared_language VARCHAR,            -- As in `documents`.
    duration INTEGER,                     -- As in `documents`.
    words INTEGER NOT NULL,               -- As in `documents`.
    PRIMARY KEY (document_id, text_digest)
);

CREATE TABLE document_captures (          -- One row per document and capture that shows it.
    document_id VARCHAR NOT NULL,         -- The document.
    capture_id VARCHAR NOT NULL,          -- The capture.
    source_id VARCHAR NOT NULL,           -- Who published it.
    url VARCHAR NOT NULL,                 -- Canonical address of the document.
    text_digest VARCHAR NOT NULL,         -- Which version it shows.
    captured_at TIMESTAMP NOT NULL,       -- When.
    published_at TIMESTAMP,               -- As in `documents`, as read from this capture.
    published_day DATE,                   -- As in `documents`.
    published_precision VARCHAR,          -- As in `documents`.
    published_method VARCHAR,             -- As in `documents`.
    modified_at TIMESTAMP,                -- As in `documents`.
    extraction VARCHAR NOT NULL,          -- As in `documents`.
    aliases VARCHAR[],                    -- Other addresses of the document that this capture shows.
    PRIMARY KEY (document_id, capture_id)
);

CREATE TABLE document_stats (             -- One row per observation of a document's public counters.
    document_id VARCHAR NOT NULL,         -- The document.
    observed_at TIMESTAMP NOT NULL,       -- When the counters were read, UTC.
    views BIGINT,                         -- Times seen; NULL: unknown.
    likes BIGINT,                         -- Likes or reactions; NULL: unknown.
    comments BIGINT,                      -- Number of comments; NULL: unknown.
    shares BIGINT,                        -- Times shared; NULL: unknown.
    capture_id VARCHAR NOT NULL,          -- The capture that shows them.
    PRIMARY KEY (document_id, observed_at)
);

CREATE TABLE account_stats (              -- One row per observation of an account's public counters.
    source_id VARCHAR NOT NULL,           -- The account.
    observed_at TIMESTAMP NOT NULL,       -- When the counters were read, UTC.
    followers BIGINT,                     -- Followers or subscribers; NULL: unknown.
    documents BIGINT,                     -- Posts or videos it says it has; NULL: unknown.
    views BIGINT,                         -- Views of all of them; NULL: unknown.
    capture_id VARCHAR NOT NULL,          -- The capture that shows them.
    PRIMARY KEY (source_id, observed_at)
);

CREATE TABLE kept_counts (                -- One row per source, kind and day of which a platform's terms let only the number be kept.
    source_id VARCHAR NOT NULL,           -- Who published.
    kind VARCHAR NOT NULL,                -- As in `documents`.
    day DATE NOT NULL,                    -- Local day of publication.
    documents BIGINT NOT NULL,            -- Documents published.
    first_publications BIGINT NOT NULL,   -- Of them, those that repeated no earlier text.
    words BIGINT NOT NULL,                -- Words in their titles and texts.
    PRIMARY KEY (source_id, kind, day)
);

CREATE TABLE enrichments (                -- One row per document that has been enriched.
    document_id VARCHAR PRIMARY KEY,      -- The document.
    text_digest VARCHAR NOT NULL,         -- The text that was read.
    rules VARCHAR NOT NULL                -- Digest of the rules and lexicon it was read with.
);

CREATE TABLE document_languages (         -- One row per document and language found in its text.
    document_id VARCHAR NOT NULL,         -- The document.
    language VARCHAR NOT NULL,            -- ISO 639-1.
    share DOUBLE NOT NULL,                -- Share of the text in it, 0 to 1.
    PRIMARY KEY (document_id, language)
);

CREATE TABLE mentions (                   -- One row per span that names a homeland, its people, a centre, an institution …
    document_id VARCHAR NOT NULL,         -- Where it stands.
    part VARCHAR NOT NULL,                -- `title` or `text`.
    span_start INTEGER NOT NULL,          -- First character in that part, from 0.
    span_end INTEGER NOT NULL,            -- Character after the last.
    surface VARCHAR NOT NULL,             -- The characters themselves.
    diaspora VARCHAR NOT NULL,            -- Which community.
    homeland VARCHAR NOT NULL,            -- Its state of origin.
    target VARCHAR NOT NULL,              -- `homeland`, `people`, `centre`, `institution`, `office_holder` or `city`.
    rule VARCHAR NOT NULL                 -- The lexicon entry and rule that matched.
);

CREATE TABLE document_diasporas (         -- One row per document and community it is relevant to.
    document_id VARCHAR NOT NULL,         -- The document.
    diaspora VARCHAR NOT NULL,            -- The community.
    relevance VARCHAR NOT NULL,           -- `community`, `bilateral`, `sport`, `history`, `reverse_diaspora`, `homeland_news` or `other`.
    score DOUBLE,                         -- Weight of the evidence for this class.
    evidence VARCHAR,                     -- What decided it, for people.
    PRIMARY KEY (document_id, diaspora)
);

CREATE TABLE document_topics (            -- One row per document and type of event it is about.
    document_id VARCHAR NOT NULL,         -- The document.
    topic VARCHAR NOT NULL,               -- Type of event, e.g. `dance`.
    domain VARCHAR NOT NULL,              -- Domain of interaction it belongs to.
    evidence VARCHAR,                     -- The words that decided it.
    PRIMARY KEY (document_id, topic)
);
