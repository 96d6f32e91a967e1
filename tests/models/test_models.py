"""Rows in, rows out: each `<model>/<case>.toml` beside this file gives tables and expects what a model makes of them.

`expect` names the rows and columns that matter; with `where` only rows that satisfy it are compared.
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analysis.build import build, check
from analysis.diasporas import load_diasporas
from crawlers.study import Window
from crawlers.warehouse import open_warehouse
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
