"""How `documents` follows from what each capture shows.

Text and address come from the newest capture that shows a text, the date from the best method among all; so the order
in which archives arrive cannot matter, and leaving out late captures gives the documents as they were known on a day.
What our own crawls saw comes before anything that was imported: whoever makes an archive can write what he likes.
"""

from __future__ import annotations

import duckdb

from crawlers.digests import digest
from crawlers.extract.documents import DATE_METHODS
from crawlers.extract.rows import WORD_IN_SQL
from crawlers.warehouse import scripts
from crawlers.warehouse.documents.site_boilerplate import count_repeated_lines


def compute_documents(connection: duckdb.DuckDBPyConnection) -> None:
    """Compute anew, from the captures that are left, what the temporary table `touched` names (document_id), and what
    changes with it among the documents of `touched_sources` (source_id)."""
    scripts.run(connection, __package__, "forget_unseen")
    count_repeated_lines(connection)
    given = {"methods": list(DATE_METHODS), "no_text": digest("", ""), "word": WORD_IN_SQL}
    scripts.run(connection, __package__, "current_documents", **given)


def recompute_all(connection: duckdb.DuckDBPyConnection) -> None:
    """Compute every document anew, as after a change of the code that decides which text and day it has."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT document_id FROM document_captures"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE touched_sources AS SELECT DISTINCT source_id FROM captures"
    )
    compute_documents(connection)
