-- One row per way in which a day of publication is read, with how often that day was right on real pages; a way that is right on fewer than nine in ten is not counted in months.
SELECT
    published_method,                                               -- As in `documents`.
    pages,                                                          -- Real pages it was measured on; NULL: it was not.
    precision,                                                      -- Share of them on which the day was that of publication; NULL: not measured.
    coalesce(precision >= 0.9, true) AS is_counted                  -- Whether its days are counted in months.
FROM (
    VALUES
    ('api', NULL, NULL),
    ('markup', NULL, NULL),
    ('json-ld', 219, 0.96),
    ('microdata', 31, 0.94),
    ('meta', 55, 0.95),
    ('time-element', 15, 1.00),
    ('printed', 57, 0.98),
    ('state', 2, 1.0),
    ('address', 4, 1.0),
    ('feed', NULL, NULL),
    ('guess', 294, 0.96)
) AS measured (published_method, pages, precision)
