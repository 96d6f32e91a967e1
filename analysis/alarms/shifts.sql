-- Changes of level that a community's series began within the last four months, told once by its direction.
SELECT
    'community/' || diaspora || '/' || series || '/' || CASE WHEN level_after > level_before THEN 'rose' ELSE 'fell' END AS key,
    diaspora || ': ' || CASE series WHEN 'activity' THEN 'what its own sources publish' ELSE 'how often papers name it' END
        || CASE WHEN level_after > level_before THEN ' rose' ELSE ' fell' END || ' around ' || strftime(month, '%B %Y') || ', from '
        || round(level_before, 1) || ' (' || round(before_low, 1) || ' to ' || round(before_high, 1) || ') to '
        || round(level_after, 1) || ' (' || round(after_low, 1) || ' to ' || round(after_high, 1) || ') '
        || CASE series WHEN 'activity' THEN 'documents per 30 known days.' ELSE 'of 1,000 documents.' END AS what,
    0 AS patience
FROM shifts
WHERE month > (SELECT max(day) FROM coverage WHERE is_known) - INTERVAL 4 MONTH
ORDER BY key
