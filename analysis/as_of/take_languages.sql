-- Their languages, which are not read again.
UPDATE documents SET "language" = unchanged."language" FROM unchanged WHERE documents.document_id = unchanged.document_id
