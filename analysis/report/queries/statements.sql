-- What the study of 2016 says of a community: its statements, coded by axis and weight.
SELECT diaspora, axis, statement, weight, "since", "until", source, page FROM evidence ORDER BY diaspora, axis DESC, "since" NULLS FIRST, statement
