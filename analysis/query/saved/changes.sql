-- Where did a level change beyond chance: what communities publish, and how often papers name them?
SELECT diaspora, series, month, earliest, latest, level_before, level_after FROM shifts ORDER BY month DESC, diaspora
