"""A read-only shell: queries, saved questions and commands, completed and remembered where a person types them."""

from __future__ import annotations

import math
import os
import pydoc
import sys
from collections.abc import Iterable
from contextlib import redirect_stdout
from importlib.resources import files
from io import StringIO
from pathlib import Path

import duckdb

from analysis.query.answers import FORMATS, answer, notice
from analysis.query.questions import UnknownQuestionError, saved_question, saved_questions
from analysis.query.statements import COMMANDS, statements
from crawlers.catalogue.names import did_you_mean

HELP = """\
A query ends with `;` and may go over several lines. Nothing can be changed here.

  .tables            the marts, and the tables they are made of, each with what a row of it is
  .schema TABLE      its columns, each with its meaning
  .questions         the saved questions
  @NAME              ask a saved question
  .mode FORMAT       answer as table, csv, json (parquet goes to files: `diaspora sql QUERY --format parquet`)
  .help              this
  .quit              leave; so do exit, quit and Ctrl-D

Tab completes tables, columns, questions and commands; the arrow up brings back what was asked before."""

_LEAVING = frozenset({".quit", ".exit", ".q", "exit", "quit"})

_MARTS = ", ".join(
    f"'{model.name.removesuffix('.sql')}'" for model in (files("analysis") / "models" / "marts").iterdir()
)
_TABLES = f"""
SELECT table_name AS "table", if(table_name IN ({_MARTS}), 'mart', '') AS kind, coalesce("comment", '') AS "a row is"
FROM duckdb_tables() WHERE schema_name = 'main' AND NOT internal AND NOT temporary ORDER BY kind <> 'mart', "table"
"""
"""Marts first: they are what a person asks; the other tables are what those are made of."""
_COLUMNS = """
SELECT column_name AS "column", data_type AS type, coalesce("comment", '') AS meaning
FROM duckdb_columns() WHERE table_name = $table AND NOT internal ORDER BY column_index
"""


def shell(warehouse: duckdb.DuckDBPyConnection, format_: str, *, seconds: float = math.inf) -> int:
    """Answer what is typed, or piped in, until its end, each within `seconds`.

    Returns 0, or 2 if something failed and nobody watched.
    """
    notice(warehouse)
    if sys.stdin.isatty():
        from analysis.query.prompt import typed  # a terminal's needs are loaded for a terminal only

        print(
            f"DuckDB {duckdb.__version__}, read-only. `.help` for help, `.questions` for questions to begin with."
        )
        _Shell(warehouse, format_, seconds, watched=True).run(typed(warehouse, history_file()))
        return 0
    return _Shell(warehouse, format_, seconds, watched=False).run(statements(sys.stdin))


def history_file() -> Path:
    """Where what was asked is remembered, as the XDG directories have it."""
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return state / "diaspora" / "sql_history"


class _Shell:
    def __init__(
        self, warehouse: duckdb.DuckDBPyConnection, format_: str, seconds: float, *, watched: bool
    ) -> None:
        self.warehouse, self.format, self.seconds, self.watched = warehouse, format_, seconds, watched
        self.status = 0

    def run(self, statements: Iterable[str]) -> int:
        """Take whole statements, one after the other; one that leaves ends it."""
        for statement in statements:
            word = statement.strip().removesuffix(";").strip()
            if word in _LEAVING:
                break
            if word.startswith((".", "@")):
                self.command(word)
            elif word:
                self.ask(statement)
        return self.status

    def command(self, line: str) -> None:
        """Do what a line that begins with `.` or `@` says."""
        word, _, given = line.partition(" ")
        match word:
            case ".help":
                print(HELP)
            case ".tables":
                self.show(_TABLES)
            case ".schema":
                self.schema(given.strip().removesuffix(";"))
            case ".questions":
                for question in saved_questions().values():
                    print(f"@{question.name:<20} {question.asks}")
            case ".mode":
                self.mode(given.strip())
            case _ if word.startswith("@"):
                try:
                    question = saved_question(word)
                except UnknownQuestionError as unknown:
                    self.refuse(str(unknown))
                    return
                print(f"-- {question.asks}", file=sys.stderr)
                self.ask(question.sql)
            case _:
                self.refuse(f"{word}: no such command.{did_you_mean(word, COMMANDS)} `.help` lists them.")

    def schema(self, table: str) -> None:
        """Show the columns of a table, or all tables where none is named."""
        known = [
            name
            for (name,) in self.warehouse.execute(
                "SELECT DISTINCT table_name FROM duckdb_columns() WHERE NOT internal"
            ).fetchall()
        ]
        if not table:
            self.show(_TABLES)
        elif table in known:
            self.show(_COLUMNS.replace("$table", f"'{table}'"))
        else:
            self.refuse(f"{table}: no such table.{did_you_mean(table, known)} `.tables` lists them.")

    def mode(self, format_: str) -> None:
        """Answer in another format from now on."""
        if format_ in FORMATS and format_ != "parquet":
            self.format = format_
        else:
            self.refuse(f".mode {format_}: table, csv or json.{did_you_mean(format_, FORMATS)}")

    def show(self, query: str) -> None:
        """Show an answer as plain lines, none of them cut."""
        rows = self.warehouse.execute(query).fetchall()
        widths = (
            [max((len(str(row[n])) for row in rows), default=0) for n in range(len(rows[0]) - 1)]
            if rows
            else []
        )
        for row in rows:
            print(
                "  ".join(
                    [
                        *(str(value).ljust(width) for value, width in zip(row, widths, strict=False)),
                        str(row[-1]),
                    ]
                )
            )

    def ask(self, query: str) -> None:
        """Answer a query; one that does not fit on the screen is shown by the pager."""
        if not self.watched or self.format != "table":
            self.status = max(self.status, answer(self.warehouse, query, self.format, seconds=self.seconds))
            return
        with redirect_stdout(StringIO()) as told:
            self.status = max(self.status, answer(self.warehouse, query, self.format, seconds=self.seconds))
        text = told.getvalue()
        if text.count("\n") < os.get_terminal_size().lines:
            print(text, end="")
        else:
            pydoc.pipepager(text, os.environ.get("PAGER", "less -SR"))

    def refuse(self, message: str) -> None:
        """Say what is wrong with what was typed."""
        print(message, file=sys.stderr)
        self.status = 2
