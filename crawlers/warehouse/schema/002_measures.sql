-- What the measures of lived experience and of the typology are weighed and compared with, and what shifts were found.

CREATE TABLE experience_components (      -- One row per component of the index of lived experience.
    component VARCHAR PRIMARY KEY,        -- Its name, a column of `lived_experience`.
    weight DOUBLE NOT NULL,               -- Its weight in the index; weights are divided by the sum of those known.
    half DOUBLE                           -- The raw value that counts as one half; NULL: the value is a share already.
);

CREATE TABLE thresholds (                 -- One row per number that a model compares with.
    threshold VARCHAR PRIMARY KEY,        -- Its name.
    value DOUBLE NOT NULL                 -- Its value, from study.toml.
);

CREATE TABLE shifts (                     -- One row per change of level found in a monthly series of a community.
    diaspora VARCHAR NOT NULL,            -- The community.
    series VARCHAR NOT NULL,              -- `activity` (what its own sources publish) or `attention` (papers that name it).
    month DATE NOT NULL,                  -- First month of the new level, the most likely one.
    earliest DATE NOT NULL,               -- The first month that the change may have fallen on, with 95 % probability.
    latest DATE NOT NULL,                 -- The last such month.
    level_before DOUBLE NOT NULL,         -- Level before: documents per 30 known days, or per 1,000 documents of the papers.
    before_low DOUBLE NOT NULL,           -- Its lower limit, 95 %.
    before_high DOUBLE NOT NULL,          -- Its upper limit, 95 %.
    level_after DOUBLE NOT NULL,          -- Level from then until the next change.
    after_low DOUBLE NOT NULL,            -- Its lower limit, 95 %.
    after_high DOUBLE NOT NULL,           -- Its upper limit, 95 %.
    months_known BIGINT NOT NULL,         -- Months of the series that are known, of which the change was read.
    PRIMARY KEY (diaspora, series, month)
);
