-- The newest documents that concern a community, and no others, in the order of the list.
CREATE OR REPLACE TEMP TABLE listed AS
SELECT document_id, concerns, row_number() OVER (ORDER BY position) - 1 AS position
FROM (
    SELECT listed.* FROM listed JOIN documents USING (document_id)
    WHERE concerns ORDER BY published_day DESC NULLS LAST, document_id LIMIT $at_most
)
