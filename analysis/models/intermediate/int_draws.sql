-- One row per draw: a thousand, numbered. Chance is read from digests of the number and a name, so that it is the same everywhere.
SELECT
    range::INTEGER AS draw  -- Number of the draw, from 1.
FROM range(1, 1001)
