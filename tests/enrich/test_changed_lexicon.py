"""A changed lexicon: only what it can touch is read again, and the outcome is that of reading everything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from analysis.build import build, fingerprints, marts_reading
from analysis.enrich.documents.enrichment import Enriched, enrich
from analysis.enrich.mentions import Matcher
from crawlers.catalogue.communities import Diaspora, load_diasporas
from crawlers.catalogue.study import Study, Window
from crawlers.warehouse.connection import open_warehouse
from tests.rows import add_document, add_row

NINE = load_diasporas(Path("config"))
WINDOW = Window(name="study", since=date(2015, 4, 1), until=date(2016, 7, 31))
TEXTS = {
    "poles": "В Кокшетау прошёл съезд поляков, на котором выступил посол Польши.",
    "germans": "Немцы Казахстана отметили праздник урожая.",
    "harvest": "В области собрали рекордный урожай пшеницы, сообщил аким.",
    "dacha": "Жители посёлка ждут ремонта дороги к дачам. Полонез звучал на балу.",
    "kazakh": "Кітапханада поляктардың тарихы туралы көрме ашылды.",
}


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_warehouse(tmp_path / "warehouse.duckdb") as connection:
        add_row(connection, "sources", source_id="paper")
        for name, text in TEXTS.items():
            add_document(connection, name, text=text, day=date(2015, 6, 1), text_digest=name)
        yield connection


def with_polish_word(spelling: str) -> tuple[Diaspora, ...]:
    """The nine, with one more Russian name for Poles."""
    changed = []
    for one in NINE:
        if one.slug == "polish":
            word = next(word for word in one.words if word.kind == "people")
            more = word.model_copy(update={"ru": (*word.ru, spelling)})
            words = tuple(more if each is word else each for each in one.words)
            one = one.model_copy(update={"words": words})
        changed.append(one)
    return tuple(changed)


def read(warehouse: duckdb.DuckDBPyConnection, diasporas: tuple[Diaspora, ...], **how: bool) -> Enriched:
    return enrich(warehouse, Matcher(diasporas), **how)


def spans(warehouse: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return warehouse.execute("SELECT * FROM mentions ORDER BY ALL").fetchall()


def test_nothing_is_read_twice(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert read(warehouse, NINE).documents == len(TEXTS)
    again = read(warehouse, NINE)
    assert (again.documents, again.passed_over, again.changed) == (0, 0, 0)


def test_only_what_a_new_word_can_touch_is_read(warehouse: duckdb.DuckDBPyConnection) -> None:
    read(warehouse, NINE)
    once = read(warehouse, with_polish_word("дача"))
    assert once.documents == 3, "both texts with mentions of Poles, and the one with the new word"
    assert once.passed_over == 2
    assert once.changed == 1
    found = spans(warehouse)
    assert read(warehouse, with_polish_word("дача"), redo=True).changed == 0
    assert spans(warehouse) == found


def test_taking_the_word_away_takes_its_mentions_away(warehouse: duckdb.DuckDBPyConnection) -> None:
    read(warehouse, NINE)
    before = spans(warehouse)
    read(warehouse, with_polish_word("дача"))
    assert spans(warehouse) != before
    assert read(warehouse, NINE).changed == 1
    assert spans(warehouse) == before


def test_a_text_that_changed_is_read_even_if_the_lexicon_cannot_touch_it(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    read(warehouse, NINE)
    warehouse.execute(
        "UPDATE documents SET text = ?, text_digest = 'new' WHERE document_id = 'harvest'",
        ["В Кентау живут греки."],
    )
    assert read(warehouse, with_polish_word("дача")).documents == 4
    assert warehouse.execute("FROM mentions WHERE document_id = 'harvest'").fetchall()


def test_only_marts_that_read_mentions_move(warehouse: duckdb.DuckDBPyConnection) -> None:
    asked = {"asked_since": date(2015, 5, 1), "covers_from": date(2015, 5, 1)}
    asked |= {"asked_until": date(2015, 6, 30), "covers_until": date(2015, 6, 30)}
    add_row(warehouse, "crawls", crawl_id="good", source_id="paper", **asked)
    read(warehouse, NINE)
    build(warehouse, NINE, Study(window=[WINDOW]))
    before = fingerprints(warehouse)
    read(warehouse, with_polish_word("дача"))
    build(warehouse, NINE, Study(window=[WINDOW]))
    after = fingerprints(warehouse)
    moved = {mart for mart in after if before[mart] != after[mart]}
    assert "homeland_mentions_monthly" in moved
    assert moved <= set(marts_reading("mentions"))
