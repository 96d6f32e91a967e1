"""Lines that a site repeats under its articles: never the article's, told by counting, whatever the site.

Computed from all versions of all documents of a source, so the order in which archives arrive does not matter. The
versions keep every line; `documents.text` goes without those that `repeated_lines` names. Counting reads `version_lines`,
eight bytes a line, and not the texts: new documents cost their own lines and one pass over those numbers.
"""

from __future__ import annotations

import duckdb

from crawlers.warehouse import scripts

DOCUMENTS, SHARE = 8, 0.05
"""A line is repeated that stands in so many different texts of a source, and in this share of its documents."""


def count_repeated_lines(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring `repeated_lines` of `touched_sources` up to date; documents whose lines changed are added to `touched`."""
    scripts.run(connection, __package__, "site_boilerplate", documents=DOCUMENTS, share=SHARE)
