-- Which sources of the communities have been silent, and for longer than is their habit?
SELECT diaspora, name, platform, newest_day, silence AS days_silent, usual_silence, silence > usual_silence AS unusual
FROM source_health
WHERE diaspora IS NOT NULL AND silence IS NOT NULL
ORDER BY silence DESC
