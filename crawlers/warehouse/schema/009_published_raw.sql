-- The words that a date was read from, beside the date.

ALTER TABLE documents ADD COLUMN published_raw VARCHAR;
ALTER TABLE document_captures ADD COLUMN published_raw VARCHAR;
COMMENT ON COLUMN documents.published_raw IS 'The words the date was read from, as the page has them; NULL where there are none.';
COMMENT ON COLUMN document_captures.published_raw IS 'As in `documents`.';
COMMENT ON COLUMN documents.published_method IS 'Where the date was read, best first: `api`, `markup`, `json-ld`, `microdata`, `meta`, `time-element`, `printed`, `state`, `address`, `feed`, `guess`.';
