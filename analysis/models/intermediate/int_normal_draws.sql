-- One row per draw, community and count that the index of lived experience is made of: a number drawn from a standard normal distribution (Box and Muller, Annals of Mathematical Statistics 29, 1958).
WITH parts AS (
    SELECT unnest(['activity', 'weeks_with', 'weeks_without', 'press', 'from_homeland', 'to_homeland']) AS part
    UNION ALL
    SELECT topic FROM topics
),

uniform AS (
    SELECT
        draw, diaspora, part,
        (md5_number_lower(concat_ws('/', 'radius', diaspora, part, draw)) % 1000003 + 1)::DOUBLE / 1000004 AS radius,
        (md5_number_lower(concat_ws('/', 'angle', diaspora, part, draw)) % 1000003 + 1)::DOUBLE / 1000004 AS angle
    FROM intermediate.int_draws
    CROSS JOIN diasporas
    CROSS JOIN parts
)

SELECT
    draw,                                                   -- Number of the draw.
    diaspora,                                               -- The community.
    part,                                                   -- The count, as in `intermediate.int_expected_life`, or `activity`, `weeks_with`, `weeks_without`.
    sqrt(-2 * ln(radius)) * cos(2 * pi() * angle) AS normal -- The number.
FROM uniform
