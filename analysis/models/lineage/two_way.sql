-- Contacts between the Polish community and Poland in April 2016, both ways.
SELECT contacts FROM two_way WHERE diaspora = 'polish' AND month = DATE '2016-04-01';

SELECT document_id, day, count(*) AS counts
FROM intermediate.int_contacts
WHERE diaspora = 'polish' AND month = DATE '2016-04-01'
GROUP BY ALL;
