"""Reprints point to the first publication; what only looks alike stays on its own."""

import random
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from analysis.enrich.near_duplicates import mark_duplicates
from crawlers.archive.forgotten import Forgotten
from crawlers.warehouse.connection import open_warehouse
from crawlers.warehouse.forgetting import Found, remove_documents
from tests.rows import add_document

ONE = (
    "The ensemble of the Bulgarian centre danced in Pavlodar on Sunday before four hundred guests, among them the "
    "ambassador, two teachers from Plovdiv and the whole of the village of Razumovka, who came in three buses."
)
OTHER = (
    "A round table on water in the Ili delta ended with a list of eleven measures, from metering canals to paying "
    "farmers who leave their fields fallow in a dry year; the ministry wants to begin with four districts in May."
)
ROUND_UP = " ".join(f"Item {n}: town {n} opened a school with {n} rooms." for n in range(20))


@pytest.fixture
def warehouse(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    with open_warehouse(tmp_path / "w.duckdb") as connection:
        yield connection


def duplicates(warehouse: duckdb.DuckDBPyConnection) -> dict[str, str]:
    mark_duplicates(warehouse)
    return dict(
        warehouse.execute(
            "SELECT document_id, duplicate_of FROM documents WHERE duplicate_of IS NOT NULL"
        ).fetchall()
    )


@pytest.mark.parametrize(
    ("second", "repeats"),
    [
        pytest.param(ONE, True, id="verbatim"),
        pytest.param(
            ONE.replace("Sunday", "9 May").replace("four hundred", "400"), True, id="a few words changed"
        ),
        pytest.param(
            ONE.split(", among")[0] + "." + " Photo: our reporter.", True, id="tail cut, byline added"
        ),
        pytest.param(ONE.upper(), True, id="other capitals"),
        pytest.param(OTHER, False, id="another story"),
        pytest.param(ONE + OTHER + ROUND_UP, False, id="round-up that quotes it"),
    ],
)
def test_the_second_of_two_texts(warehouse: duckdb.DuckDBPyConnection, second: str, repeats: bool) -> None:
    add_document(warehouse, "first", text=ONE, day=date(2015, 5, 10))
    add_document(warehouse, "second", text=second, day=date(2015, 5, 12))
    assert duplicates(warehouse) == ({"second": "first"} if repeats else {})


def test_a_chain_of_reprints_points_to_its_beginning(warehouse: duckdb.DuckDBPyConnection) -> None:
    for n in range(4):
        add_document(
            warehouse,
            f"d{n}",
            text=ONE + f" Reprint number {n}.",
            day=date(2015, 5, 10) + timedelta(days=30 * n),
        )
    assert duplicates(warehouse) == {"d1": "d0", "d2": "d0", "d3": "d0"}


def test_a_yearly_announcement_is_news_each_year(warehouse: duckdb.DuckDBPyConnection) -> None:
    add_document(warehouse, "2015", text=ONE, day=date(2015, 5, 10))
    add_document(warehouse, "2016", text=ONE, day=date(2016, 5, 10))
    assert duplicates(warehouse) == {}


def test_an_older_text_that_arrives_late_becomes_the_first(warehouse: duckdb.DuckDBPyConnection) -> None:
    add_document(warehouse, "reprint", text=ONE, day=date(2015, 5, 10))
    assert duplicates(warehouse) == {}
    add_document(warehouse, "original", text=ONE, day=date(2015, 5, 9))
    assert duplicates(warehouse) == {"reprint": "original"}


@pytest.mark.slow
def test_rewrites_are_found_among_many_texts(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Forty seeded rewrites (4 % of the words changed, tail cut, byline added) among 600 texts of one vocabulary."""
    dice = random.Random(20150401)
    vocabulary = [f"word{n}" for n in range(900)]
    texts = [" ".join(dice.choices(vocabulary, k=120)) for _ in range(560)]
    for n, text in enumerate(texts):
        add_document(warehouse, f"original{n}", text=text, day=date(2015, 6, 1))
    for n in range(40):
        words = texts[n].split()
        for place in dice.sample(range(100), 4):
            words[place] = dice.choice(vocabulary)
        add_document(
            warehouse, f"rewrite{n}", text=" ".join(words[:100]) + " Our correspondent.", day=date(2015, 6, 3)
        )
    assert duplicates(warehouse) == {f"rewrite{n}": f"original{n}" for n in range(40)}


def test_of_a_forgotten_first_the_next_one_takes_the_place(warehouse: duckdb.DuckDBPyConnection) -> None:
    for number in range(3):
        add_document(warehouse, f"d{number}", text=ONE, day=date(2015, 5, 10 + number))
    assert duplicates(warehouse) == {"d1": "d0", "d2": "d0"}
    found = Found(frozenset({"d0"}), frozenset(), ())
    remove_documents(warehouse, found, Forgotten(frozenset(), frozenset(), frozenset()))
    assert duplicates(warehouse) == {"d2": "d1"}
    assert warehouse.execute("SELECT document_id FROM document_shingles ORDER BY ALL").fetchall() == [
        ("d1",),
        ("d2",),
    ]


FOOTER = (
    "All rights reserved by the editors of this paper, who ask their readers to name it wherever they quote it, to "
    "write to them by post, and to subscribe for the coming year at any office of the post in town and country"
)


@pytest.mark.parametrize(("papers", "repeats"), [(50, True), (51, False)])
def test_what_more_than_fifty_texts_say_is_nobodys(
    warehouse: duckdb.DuckDBPyConnection, papers: int, repeats: bool
) -> None:
    """Texts that have a long footer in common, and a few words of their own."""
    texts = [
        (f"d{n:02}", f"{FOOTER} a{n} b{n} c{n} d{n} e{n} f{n} g{n} h{n} i{n} j{n}") for n in range(papers)
    ]
    for name, text in texts:
        add_document(warehouse, name, text=text, day=date(2015, 5, 10))
    assert duplicates(warehouse) == ({name: "d00" for name, _ in texts[1:]} if repeats else {})


@pytest.mark.parametrize(
    ("text", "reprint", "repeats"),
    [
        pytest.param("Concert today in the hall at seven o'clock", None, True, id="nine words to the letter"),
        pytest.param("Concert today in the hall", None, False, id="five words to the letter"),
        pytest.param(" ".join(f"w{n}" for n in range(17)), "more", True, id="fifteen shingles"),
        pytest.param(" ".join(f"w{n}" for n in range(16)), "more", False, id="fourteen shingles"),
    ],
)
def test_short_texts_are_alike_by_chance(
    warehouse: duckdb.DuckDBPyConnection, text: str, reprint: str | None, repeats: bool
) -> None:
    add_document(warehouse, "first", text=text, day=date(2015, 5, 10))
    add_document(warehouse, "second", text=f"{text} {reprint}" if reprint else text, day=date(2015, 5, 11))
    assert duplicates(warehouse) == ({"second": "first"} if repeats else {})
