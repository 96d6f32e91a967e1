"""However a warehouse came to hold its documents, what repeats what is as if all had been compared at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.enrich.near_duplicates import mark_duplicates
from analysis.enrich.near_duplicates.marking import LIMITS
from crawlers.warehouse.connection import open_warehouse
from tests.rows import add_document

pytestmark = pytest.mark.slow

SINCE = date(2016, 1, 1)
TEMPLATE = "the weather of tomorrow in the towns of the north and of the south as the office tells it every day at noon"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_warehouse(tmp_path_factory.mktemp("w") / "w.duckdb") as connection:
        yield connection


def text(dice: Random, earlier: list[str]) -> str:
    """New, a rewrite of an earlier one, the same again, a short announcement, or a day's row in a template."""
    match dice.choice(["new", "new", "rewrite", "same", "short", "template"] if earlier else ["new"]):
        case "new":
            return " ".join(f"w{dice.randrange(400)}" for _ in range(dice.randint(20, 60)))
        case "rewrite":
            words = dice.choice(earlier).split()
            words[dice.randrange(len(words))] = "changed"
            return " ".join(words[: max(8, dice.randint(len(words) // 2, len(words)))])
        case "same":
            return dice.choice(earlier)
        case "short":
            return f"Concert number {dice.randrange(3)} begins today at seven in the house of culture"
        case _:
            return f"{TEMPLATE} {dice.randrange(40)} degrees"


def day(dice: Random) -> date | None:
    return None if dice.random() < 0.1 else SINCE + timedelta(days=dice.randrange(220))


def add(warehouse: duckdb.DuckDBPyConnection, dice: Random, name: str, texts: list[str]) -> None:
    texts.append(text(dice, texts))
    seen = datetime.combine(day(dice) or SINCE, datetime.min.time())
    digest = str(hash(texts[-1]))
    add_document(warehouse, name, text=texts[-1], text_digest=digest, day=day(dice), first_seen_at=seen)


def change(warehouse: duckdb.DuckDBPyConnection, dice: Random, texts: list[str]) -> None:
    """A text is corrected, a date becomes known or unknown, a document is taken out."""
    names = [
        name for (name,) in warehouse.execute("SELECT document_id FROM documents ORDER BY ALL").fetchall()
    ]
    for name in dice.sample(names, min(4, len(names))):
        match dice.choice(["text", "day", "gone"]):
            case "text":
                new = text(dice, texts)
                warehouse.execute(
                    "UPDATE documents SET text = $1, text_digest = $2, words = $3 WHERE document_id = $4",
                    [new, str(hash(new)), len(new.split()), name],
                )
            case "day":
                warehouse.execute(
                    "UPDATE documents SET published_day = $1 WHERE document_id = $2", [day(dice), name]
                )
            case _:
                warehouse.execute("DELETE FROM documents WHERE document_id = $1", [name])


def marks(warehouse: duckdb.DuckDBPyConnection) -> dict[str, str]:
    found = "SELECT document_id, duplicate_of FROM documents WHERE duplicate_of IS NOT NULL"
    return dict(warehouse.execute(found).fetchall())


def by_definition(warehouse: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What repeats what, by comparing every two documents."""
    rows = warehouse.execute(
        "SELECT document_id, coalesce(published_day, first_seen_at::DATE), lower(title || ' ' || text), words "
        "FROM documents ORDER BY published_day NULLS LAST, published_at NULLS LAST, first_seen_at, document_id"
    ).fetchall()
    block = {name: (at - date(1970, 1, 1)).days // LIMITS["window_days"] for name, at, *_ in rows}
    shingles = {}
    for name, _, read, _ in rows:
        words = re.findall(r"[^\W_]+", read)
        shingles[name] = set(zip(words, words[1:], words[2:], strict=False))
    stand_in = {
        number: Counter()
        for number in range(min(block.values(), default=0) - 1, max(block.values(), default=0) + 2)
    }
    for name, own in shingles.items():
        stand_in[block[name]].update(own)
    kept = {
        name: {
            one
            for one in own
            if stand_in[block[name]][one] + stand_in[block[name] - 1][one] <= LIMITS["boilerplate"]
        }
        for name, own in shingles.items()
    }
    first: dict[str, str] = {}
    for place, (name, at, read, words) in enumerate(rows):
        for earlier, then, read_then, _ in rows[:place]:
            if abs((at - then).days) > LIMITS["window_days"]:
                continue
            small, large = sorted((len(kept[name]), len(kept[earlier])))
            alike = (
                small >= LIMITS["shortest_text"]
                and len(kept[name] & kept[earlier]) >= LIMITS["contained"] * small
                and small >= LIMITS["shortest_share"] * large
            )
            if alike or (read == read_then and words >= LIMITS["shortest_exact"]):
                first[name] = first.get(earlier, earlier)
                break
    return first


@given(st.integers(0, 2**32))
@settings(max_examples=6, deadline=None)
def test_in_any_order_and_by_any_steps(warehouse: duckdb.DuckDBPyConnection, seed: int) -> None:
    a_history(warehouse, Random(seed))


@pytest.mark.soak
@given(st.integers(0, 2**32))
@settings(max_examples=300, deadline=None)
def test_in_many_orders(warehouse: duckdb.DuckDBPyConnection, seed: int) -> None:
    a_history(warehouse, Random(seed))


def a_history(warehouse: duckdb.DuckDBPyConnection, dice: Random) -> None:
    """Documents come and change in four steps; after them, what repeats what is as the definition says."""
    texts = list[str]()
    warehouse.execute("DELETE FROM documents")
    for step in range(4):
        for number in range(dice.choice([1, 5, 40])):
            add(warehouse, dice, f"{step}-{number}", texts)
        change(warehouse, dice, texts)
        mark_duplicates(warehouse)
    incrementally = marks(warehouse)
    assert incrementally == by_definition(warehouse)
    mark_duplicates(warehouse, redo=True)
    assert marks(warehouse) == incrementally
