-- One row per community and month: contacts between the community and its homeland, in both directions, on days that are known. NULL means not known.
WITH months AS (
    SELECT * FROM intermediate.int_measured WHERE period = 'month'
)

SELECT
    diaspora,                                                                   -- The community. {key; in diasporas.diaspora}
    period_start AS month,                                                      -- First day of the month. {key}
    from_homeland,                                                              -- Documents in which the homeland comes to the community.
    to_homeland,                                                                -- Documents in which the community turns to the homeland; NULL: none of its own sources is known.
    from_homeland + to_homeland AS contacts,                                    -- Both together.
    round(least(from_homeland, to_homeland) / nullif(greatest(from_homeland, to_homeland), 0), 4) AS balance,  -- The smaller over the larger, 0 (one way) to 1; NULL: no contact, or not known.
    own_days_asked,                                                             -- Days of its own sources that were asked about, added over sources; NULL: it had none to ask.
    own_days_known,                                                             -- Of them, days that are known.
    press_days_known                                                            -- Days of the papers that are known, added over papers.
FROM months
ORDER BY diaspora, month
