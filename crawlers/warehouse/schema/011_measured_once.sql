-- What communities and periods come to is read by seven queries: a build makes it a table, where it was a view.
DROP VIEW IF EXISTS intermediate.int_measured;
