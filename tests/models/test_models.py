"""Rows in, rows out: each `<model>/<case>.toml` beside this file gives tables and expects what a model makes of them.

`expect` names the rows and columns that matter; with `where` only rows that satisfy it are compared.
"""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analysis.build import build, check, models
from crawlers.catalogue.communities import load_diasporas
from crawlers.catalogue.study import Window
from crawlers.warehouse.commented_sql import grain
from crawlers.warehouse.connection import open_for_reading, open_warehouse
from tests.rows import add_row

CASES = sorted(Path(__file__).parent.glob("*/*.toml"))
CONFIG = Path(__file__).parents[2] / "config"
WINDOW = Window(name="study", since=date(2015, 4, 1), until=date(2016, 7, 31))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_model(path: Path, tmp_path: Path) -> None:
    case: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    columns = list(case["expect"][0])
    with open_warehouse(tmp_path / "w.duckdb") as warehouse:
        for table, rows in case["given"].items():
            for row in rows:
                add_row(warehouse, table, **row)
        build(warehouse, load_diasporas(CONFIG), [WINDOW])
        selected = ", ".join(columns)
        made = warehouse.execute(
            f"SELECT {selected} FROM {path.parent.name} WHERE {case.get('where', 'true')} ORDER BY ALL"
        ).fetchall()
        expected = [tuple(None if row[c] == "NULL" else row[c] for c in columns) for row in case["expect"]]
        assert made == expected
        assert list(check(warehouse)) == []


def test_every_model_can_be_pasted_into_a_read_only_shell(tmp_path: Path) -> None:
    """A bare SELECT that begins with its grain; what it gives there is what the mart holds."""
    with open_warehouse(tmp_path / "w.duckdb") as warehouse:
        add_row(warehouse, "sources", source_id="paper")
        add_row(
            warehouse,
            "crawls",
            crawl_id="a",
            source_id="paper",
            covers_from=WINDOW.since,
            covers_until=WINDOW.until,
        )
        build(warehouse, load_diasporas(CONFIG), [WINDOW])
    with open_for_reading(tmp_path / "w.duckdb") as reading:
        for model in models():
            assert grain(model.sql).startswith("One row per "), model.name
            assert re.match(r"(--.*\n)+(SELECT|WITH)\b", model.sql), model.name
            pasted = reading.execute(
                f"SELECT count(*), bit_xor(hash(rows)) FROM (\n{model.sql}\n) AS rows"
            ).fetchall()
            held = reading.execute(
                f"SELECT count(*), bit_xor(hash(rows)) FROM {model.name} AS rows"
            ).fetchall()
            assert pasted == held, model.name
