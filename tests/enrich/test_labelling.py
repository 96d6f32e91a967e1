"""A person is asked about the sentence of which the model is least sure; the answer is a labelled sentence and settles the mention."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from analysis.build import build
from analysis.enrich.documents.enrichment import enrich
from analysis.enrich.evaluate import sentences
from analysis.enrich.labelling import label
from analysis.enrich.mentions import Matcher
from analysis.enrich.mentions.evidence import model
from crawlers.catalogue.communities import load_diasporas
from crawlers.catalogue.study import Study, Window
from crawlers.warehouse.connection import open_warehouse
from tests.rows import add_document, add_row

DIASPORAS = load_diasporas(Path(__file__).parents[2] / "config")
MATCHER = Matcher(DIASPORAS)
TEXT = "The weather was fine. He spoke of Poles and of Estonia. Nobody came."


@pytest.fixture
def unsure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse with two mentions in one sentence, of both of which the model is unsure."""
    english = model.model("en")
    assert english is not None
    monkeypatch.setattr(english, "probability", lambda looks: 0.6)
    with open_warehouse(tmp_path / "w.duckdb") as warehouse:
        add_row(warehouse, "sources", source_id="paper")
        add_document(warehouse, "d", text=TEXT, title="", language="en", day=date(2015, 5, 2))
        enrich(warehouse, MATCHER)
        window = Window(name="w", since=date(2015, 5, 1), until=date(2015, 5, 31))
        build(warehouse, DIASPORAS, Study(window=(window,)))
        yield warehouse


def test_an_answer_is_a_labelled_sentence_and_settles_its_mention(
    unsure: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    asked = []

    def yes_to_poles(question: str) -> str:
        asked.append(question)
        return "y" if "PL?" in question else "n"

    assert label(unsure, MATCHER, tmp_path / "labelled", tmp_path / "s.jsonl", 1, yes_to_poles) == 1
    assert unsure.execute("SELECT count(*) FROM settlements").fetchall() == [(1,)]
    assert asked[0].startswith("He spoke of [PL Poles] and of Estonia.\n  PL? likely 60%")
    (one,) = sentences(tmp_path / "labelled" / "en.traps.txt")
    assert (one.text, one.spans) == ("He spoke of Poles and of Estonia.", {(12, 17, "PL")})


def end_of_input(_: str) -> str:
    raise EOFError


@pytest.mark.parametrize("ask", [end_of_input, lambda _: ""], ids=["ends", "passes over"])
def test_what_is_not_answered_is_not_kept(
    unsure: duckdb.DuckDBPyConnection, tmp_path: Path, ask: object
) -> None:
    assert label(unsure, MATCHER, tmp_path / "l", tmp_path / "s.jsonl", 5, ask) == 0  # type: ignore[arg-type]
    assert not (tmp_path / "l").exists()
    assert unsure.execute("SELECT count(*) FROM settlements").fetchall() == [(0,)]
