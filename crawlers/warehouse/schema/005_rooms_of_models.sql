-- Staging and intermediate models have schemas of their own, so that SHOW TABLES lists what a person asks for.
-- The study's zone decides when a day is over, so models need it, too.
DROP VIEW IF EXISTS stg_census;
DROP VIEW IF EXISTS stg_community_documents;
DROP VIEW IF EXISTS stg_community_events;
DROP VIEW IF EXISTS stg_contacts;
DROP VIEW IF EXISTS stg_crawls;
DROP VIEW IF EXISTS stg_document_counters;
DROP VIEW IF EXISTS stg_document_mentions;
DROP VIEW IF EXISTS stg_documents;
DROP VIEW IF EXISTS stg_draws;
DROP VIEW IF EXISTS stg_evidence_sums;
DROP VIEW IF EXISTS stg_experience_components;
DROP VIEW IF EXISTS stg_known_documents;
DROP VIEW IF EXISTS stg_measured;
DROP VIEW IF EXISTS stg_own_languages;
DROP VIEW IF EXISTS stg_own_silences;
DROP VIEW IF EXISTS stg_period_events;
DROP VIEW IF EXISTS stg_period_own;
DROP VIEW IF EXISTS stg_period_press;
DROP VIEW IF EXISTS stg_periods;
DROP VIEW IF EXISTS stg_published_days;
DROP VIEW IF EXISTS stg_source_days;
DROP VIEW IF EXISTS stg_source_months;
DROP VIEW IF EXISTS stg_study_dates;
DROP VIEW IF EXISTS stg_weight_draws;
CREATE SCHEMA IF NOT EXISTS staging;
CREATE SCHEMA IF NOT EXISTS intermediate;

CREATE TABLE study (  -- One row: what config/study.toml says that models have to know.
    timezone VARCHAR NOT NULL  -- Zone in which the study's days begin and end.
);
INSERT INTO study VALUES ('Asia/Almaty');
