-- What could not be read is kept apart with its reason, while everything beside it is read.
CREATE TABLE quarantine (     -- One row per place of the archive that could not be read, as of the last reading of its file; read again when the program changes.
    archive_file VARCHAR NOT NULL,  -- Path below the archive directory.
    record_offset BIGINT,     -- Byte of an archive at which the record begins; NULL: a row of an export, or the file from somewhere on.
    line BIGINT,              -- Line of an export on which the row begins; NULL: no export.
    url VARCHAR,              -- Address that was archived there, where it could be read.
    reason VARCHAR NOT NULL   -- Why it could not be read, or was left out.
);
