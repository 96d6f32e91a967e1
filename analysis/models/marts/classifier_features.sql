-- One row per community and month: its measures as features for a classifier. NULL means not known; nothing in a row was published after its month.
WITH press AS (
    SELECT
        homeland_mentions_monthly.diaspora,
        homeland_mentions_monthly.month,
        sum(documents) AS documents,
        sum(words) AS words,
        sum(documents_naming) AS documents_naming,
        sum(first_naming) AS first_naming,
        sum(mentions) AS mentions,
        sum(homeland_mentions) AS homeland_mentions
    FROM homeland_mentions_monthly
    JOIN sources USING (source_id)
    WHERE sources.kind = 'newspaper'
    GROUP BY ALL
),

own AS (
    SELECT
        diaspora,
        month,
        sum(documents) AS documents,
        sum(first_publications) AS first_publications,
        sum(words) AS words,
        max(active_weeks) AS active_weeks,
        max(share_known) AS share_known
    FROM activity_monthly
    GROUP BY ALL
)

SELECT
    own.diaspora,                                                   -- The community.
    'month' AS period,                                              -- Kind of period.
    own.month AS period_start,                                      -- First day of the period.
    last_day(own.month) AS period_end,                              -- Last day of the period.
    own.documents AS own_documents,                                 -- Documents of the community's own sources.
    own.first_publications AS own_first_publications,               -- Without repeats of earlier texts.
    own.words AS own_words,                                         -- Words in them.
    own.active_weeks AS own_active_weeks,                           -- Weeks with at least one of them.
    own.share_known AS own_share_known,                             -- Share of the source-days that are known, 0 to 1.
    press.documents AS press_documents,                             -- Documents of the papers in that month.
    press.documents_naming AS press_documents_naming,               -- Of them, those that name the community.
    press.first_naming AS press_first_naming,                       -- Of those, first publications.
    press.mentions AS press_mentions,                               -- Spans that name it.
    press.homeland_mentions AS press_homeland_mentions,             -- Of them, the homeland itself.
    round(1000.0 * press.documents_naming / nullif(press.documents, 0), 2) AS press_naming_per_1000_documents  -- Rate; NULL: nothing published or not known.
FROM own
LEFT JOIN press USING (diaspora, month)
ORDER BY own.diaspora, own.month
