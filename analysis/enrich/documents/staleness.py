"""What a change of the lexicon cannot touch: documents that need not be read again after it."""

from __future__ import annotations

import json

import duckdb

from analysis.enrich.documents import batches
from analysis.enrich.mentions import Matcher
from crawlers.warehouse import scripts
from crawlers.warehouse.connection import count, transaction

_FACT = "lexicon "
"""Before a digest of rules: the fact of the warehouse that tells the lexicons behind it."""


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
        scripts.run(connection, __package__, "perhaps_untouched", earlier=earlier, changed=sorted(changed))
        for batch in batches.numbered(count(connection, "perhaps_untouched")):
            same = [
                document_id
                for document_id, title, text, language in scripts.ask(
                    connection, __package__, "texts_to_pass_over", **batch
                )
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
