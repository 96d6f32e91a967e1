-- One row per draw and component of the index: a weight drawn at random, all mixtures of weights being equally likely.
SELECT
    draw,                                                                                                         -- Number of the draw.
    component,                                                                                                    -- The component.
    -ln((md5_number_lower(concat_ws('/', 'weight', component, draw)) % 1000003 + 1)::DOUBLE / 1000004) AS weight  -- Exponential; divided by their sum the weights are uniform on the simplex.
FROM intermediate.int_draws
CROSS JOIN experience_components
