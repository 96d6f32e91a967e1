"""Typing in a terminal: completion of tables, columns, questions and commands, colours, a history that stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import FuzzyWordCompleter
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.lexers import PygmentsLexer
from pygments.lexers.sql import PostgresLexer

from analysis.query.questions import saved_questions
from analysis.query.statements import COMMANDS, is_whole

_WORDS = """
SELECT table_name, "comment" FROM duckdb_tables() WHERE schema_name = 'main' AND NOT internal
UNION ALL
SELECT column_name, any_value(table_name || ': ' || coalesce("comment", '')) FROM duckdb_columns()
WHERE schema_name = 'main' AND NOT internal GROUP BY column_name
UNION ALL
SELECT upper(keyword_name), '' FROM duckdb_keywords() WHERE keyword_category = 'reserved'
"""


def typed(warehouse: duckdb.DuckDBPyConnection, history: Path) -> Iterator[str]:
    """Yield each statement that a person types, until they leave; what Ctrl-C breaks off is forgotten."""
    known = words(warehouse)
    session: PromptSession[str] = PromptSession(
        history=_remembered(history),
        completer=FuzzyWordCompleter(list(known), meta_dict=dict(known)),
        auto_suggest=AutoSuggestFromHistory(),
        lexer=PygmentsLexer(PostgresLexer),
        complete_while_typing=False,
        enable_history_search=True,
    )
    pending = ""
    while True:
        try:
            pending += session.prompt("     ...> " if pending else "diaspora> ") + "\n"
        except KeyboardInterrupt:
            pending = ""
        except EOFError:
            return
        if is_whole(pending):
            if pending.strip():
                yield pending
            pending = ""


def words(warehouse: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return what can be completed, each with what it is."""
    found = {str(word): str(meaning or "")[:80] for word, meaning in warehouse.execute(_WORDS).fetchall()}
    questions = {f"@{name}": question.asks for name, question in saved_questions().items()}
    return dict.fromkeys(COMMANDS, "") | questions | found


def _remembered(history: Path) -> History:
    """The history in its file, or, where no file can be kept, of this time only."""
    try:
        history.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        history.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(history))
