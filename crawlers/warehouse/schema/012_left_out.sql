-- What stands among the lines of a text and is not of it.

ALTER TABLE document_versions ADD COLUMN left_out VARCHAR[];
COMMENT ON COLUMN document_versions.left_out IS 'Lines that stood in the text and are not of it, each after its kind: `tags`, `channel`, `related`, `notice` and others.';
