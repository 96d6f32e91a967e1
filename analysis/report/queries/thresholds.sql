-- The limits that the study's frame sets, from config/study.toml.
SELECT threshold, value FROM thresholds
