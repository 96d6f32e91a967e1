"""Trial crawls, of which nothing is kept: of a site that is not in the catalogue yet, and of every source of it."""
