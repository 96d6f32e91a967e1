"""`diaspora sql` without a query: commands, saved questions, statements over several lines; and each saved question."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from analysis.query import answer, saved_questions, shell
from analysis.query.prompt import typed, words
from crawlers.warehouse.connection import open_for_reading, open_warehouse
from diaspora.documentation.questions_page import TARGET, page
from tests.report.world import fill


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    path = tmp_path_factory.mktemp("shell") / "w.duckdb"
    with open_warehouse(path) as filled:
        fill(filled)
    with open_for_reading(path) as opened:
        yield opened


@pytest.mark.parametrize("name", saved_questions())
def test_a_saved_question_has_an_answer_and_says_what_it_asks(
    warehouse: duckdb.DuckDBPyConnection, name: str
) -> None:
    question = saved_questions()[name]
    assert question.asks[0].isupper()
    assert "?" in question.asks
    out = io.StringIO()
    assert answer(warehouse, question.sql, "csv", out) == 0
    assert len(out.getvalue().splitlines()) >= 1


def test_there_are_twenty_questions_at_least() -> None:
    assert len(saved_questions()) >= 20


def piped(
    warehouse: duckdb.DuckDBPyConnection, text: str, monkeypatch: pytest.MonkeyPatch, format_: str = "csv"
) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    return shell(warehouse, format_)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("SELECT 1\n  AS one;\n", "one\n1\n"),
        ("SELECT 1 AS one", "one\n1\n"),
        (".mode json\nSELECT 1 AS one;", '{"one": 1}\n'),
        ("exit\nSELECT 1;", ""),
        (".quit", ""),
    ],
)
def test_what_is_piped_in_is_answered(
    warehouse: duckdb.DuckDBPyConnection, typed: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    assert piped(warehouse, typed, monkeypatch) == 0
    assert capsys.readouterr().out == told


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        (".tables", "typology  "),
        (".schema typology", "`study` or `media`"),
        (".questions", "@most-named"),
        ("@most-named", "greek,45"),
        (".help", ".schema TABLE"),
    ],
)
def test_commands_tell(
    warehouse: duckdb.DuckDBPyConnection, typed: str, word: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    assert piped(warehouse, typed, monkeypatch) == 0
    assert word in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("@most-name", "most-named"),
        (".tabels", ".tables"),
        (".schema typologie", "typology"),
        (".mode cvs", "csv"),
    ],
)
def test_a_slip_is_answered_by_the_nearest_name(
    warehouse: duckdb.DuckDBPyConnection, typed: str, offered: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    assert piped(warehouse, typed, monkeypatch) == 2
    assert f"Did you mean {offered}" in capsys.readouterr().err


def test_tables_columns_and_questions_are_completed_with_what_they_are(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    known = words(warehouse)
    assert known["typology"].startswith("One row per community, date and basis")
    assert known["@changes"].startswith("Where did a level change")
    assert "documents_naming" in known
    assert not any(word.startswith(("stg_", "int_")) for word in known)


def test_what_is_typed_is_completed_broken_off_and_remembered(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("SELECT wrong\n\x03.tables\nSELECT 1\n;\n\x04")
        assert list(typed(warehouse, tmp_path / "state" / "history")) == [".tables\n", "SELECT 1\n;\n"]
    assert "SELECT wrong" in (tmp_path / "state" / "history").read_text(encoding="utf-8")


def test_the_page_of_questions_is_made_of_them() -> None:
    assert TARGET.read_text(encoding="utf-8") == page(), "make docs"
