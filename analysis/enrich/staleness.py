"""What a change of the lexicon cannot touch: documents that need not be read again after it."""

from __future__ import annotations

import json

import duckdb

from analysis.enrich.mentions import Matcher
from crawlers.warehouse.connection import count, transaction

_FACT = "lexicon "
"""Before a digest of rules: the fact of the warehouse that tells the lexicons behind it."""

_BATCH = 2_000

_UNREAD = """
CREATE OR REPLACE TEMP TABLE perhaps_untouched AS
SELECT document_id, row_number() OVER () AS n
FROM documents JOIN enrichments USING (document_id)
WHERE enrichments.rules = ? AND enrichments.text_digest = documents.text_digest
  AND document_id NOT IN (SELECT document_id FROM mentions WHERE diaspora IN (SELECT unnest(?::VARCHAR[])))
"""

_SOME = """
SELECT document_id, title, text, "language"
FROM documents JOIN perhaps_untouched USING (document_id)
WHERE n BETWEEN ? AND ?
"""


def remember(
    connection: duckdb.DuckDBPyConnection, rules: str, language_rules: str, matcher: Matcher
) -> None:
    """Note which lexicons and language rules stand behind `rules`, so that a later change can be compared."""
    told = json.dumps({"language": language_rules, "lexicons": matcher.digests}, sort_keys=True)
    connection.execute("INSERT OR REPLACE INTO warehouse_facts VALUES (?, ?)", [_FACT + rules, told])


def pass_over(
    connection: duckdb.DuckDBPyConnection, rules: str, language_rules: str, matcher: Matcher
) -> int:
    """Mark as read with `rules` what would be read as before. Returns how many documents that is.

    A document is passed over where it has no mention of a community whose lexicon changed, and no word by which
    one could be found now. Every text in doubt is left to be read.
    """
    passed = 0
    known = connection.execute(
        "SELECT fact, value FROM warehouse_facts WHERE starts_with(fact, ?)", [_FACT]
    ).fetchall()
    for fact, value in known:
        earlier, told = fact.removeprefix(_FACT), json.loads(value)
        if earlier == rules or told["language"] != language_rules:
            continue
        changed = matcher.could_touch(told["lexicons"])
        connection.execute(_UNREAD, [earlier, sorted(changed)])
        for first in range(0, count(connection, "perhaps_untouched"), _BATCH):
            batch = connection.execute(_SOME, [first + 1, first + _BATCH]).fetchall()
            same = [
                document_id
                for document_id, title, text, language in batch
                if not any(matcher.could_mention(part, language, changed) for part in (title, text))
            ]
            with transaction(connection):
                connection.execute(
                    "UPDATE enrichments SET rules = ? WHERE list_contains(?::VARCHAR[], document_id)",
                    [rules, same],
                )
            passed += len(same)
    return passed


def forget(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop what is known of rules that no document was read with."""
    connection.execute(
        "DELETE FROM warehouse_facts WHERE starts_with(fact, $fact) "
        "AND fact NOT IN (SELECT $fact || rules FROM enrichments)",
        {"fact": _FACT},
    )
