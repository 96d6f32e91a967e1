-- What do the communities' own sources publish, month by month? Empty: not known; 0: nothing was published.
SELECT diaspora, platform, month, documents, first_publications, active_weeks, share_known
FROM activity_monthly
WHERE sources > 0
ORDER BY diaspora, platform, month
