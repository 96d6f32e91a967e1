-- Changes of level that are beyond chance in what a community publishes (per 30 known days) and in how often papers name it (per 1,000), with 95 % limits of when and how much.
SELECT name, shifts.* FROM shifts JOIN diasporas USING (diaspora) WHERE month BETWEEN $since AND $until ORDER BY month DESC, name, series
