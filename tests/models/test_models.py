"""Rows in, rows out: each `<model>/<case>.toml` beside this file gives tables and expects what a model makes of them.

`expect` names the rows and columns that matter; with `where` only rows that satisfy it are compared.
"""

import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from analysis.build import ancestors, build, check, lacking, models
from crawlers.catalogue.communities import load_diasporas
from crawlers.catalogue.study import Study, Window
from crawlers.warehouse.commented_sql import grain
from crawlers.warehouse.connection import open_for_reading, open_warehouse
from tests.rows import add_row

CASES = sorted(Path(__file__).parent.glob("*/*.toml"))
CONFIG = Path(__file__).parents[2] / "config"
WINDOW = Window(name="study", since=date(2015, 4, 1), until=date(2016, 7, 31))
STUDY = Study(window=(WINDOW,))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_model(path: Path, tmp_path: Path) -> None:
    case: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    columns = list(case["expect"][0])
    # Change points are found by code, from the measures of all marts; else a mart needs no more than it reads.
    needed = None if path.parent.name == "shifts" else ancestors(path.parent.name)
    with open_warehouse(tmp_path / "w.duckdb") as warehouse:
        for table, rows in case["given"].items():
            for row in rows:
                add_row(warehouse, table, **row)
        build(warehouse, load_diasporas(CONFIG), STUDY, only=needed)
        selected = ", ".join(columns)
        made = warehouse.execute(
            f"SELECT {selected} FROM {path.parent.name} WHERE {case.get('where', 'true')} ORDER BY ALL"
        ).fetchall()
        expected = [tuple(None if row[c] == "NULL" else row[c] for c in columns) for row in case["expect"]]
        assert made == expected
        assert list(check(warehouse, only=needed)) == []


@pytest.mark.slow
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
        build(warehouse, load_diasporas(CONFIG), STUDY)
    with open_for_reading(tmp_path / "w.duckdb") as reading:
        for model in models():
            assert grain(model.sql).startswith("One row per "), model.name
            assert re.match(r"(--.*\n)+(SELECT|WITH)\b", model.sql), model.name
            pasted = reading.execute(
                f"SELECT count(*), bit_xor(hash(rows)) FROM (\n{model.sql}\n) AS rows"
            ).fetchall()
            held = reading.execute(
                f"SELECT count(*), bit_xor(hash(rows)) FROM {model.relation} AS rows"
            ).fetchall()
            assert pasted == held, model.name


@pytest.mark.slow
def test_what_marts_of_another_version_lack_is_named(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as warehouse:
        assert "lived_experience" in lacking(warehouse)
        build(warehouse, load_diasporas(CONFIG), STUDY)
        assert lacking(warehouse) == []
        warehouse.execute("ALTER TABLE lived_experience DROP COLUMN rank_low")
        assert lacking(warehouse) == ["lived_experience.rank_low"]


@pytest.mark.parametrize(
    ("zone", "last"), [("Asia/Almaty", date(2015, 6, 1)), ("America/New_York", date(2015, 5, 31))]
)
def test_a_day_is_over_when_it_is_over_in_the_zone_of_the_study(
    zone: str, last: date, tmp_path: Path
) -> None:
    """20:00 UTC on 1 June is 2 June in Almaty, where the first is over, and still the first in New York."""
    asked = {"asked_since": date(2015, 5, 1), "covers_from": date(2015, 5, 1)}
    asked |= {"started_at": datetime(2015, 6, 1, 20), "covers_until": date(2015, 6, 30)}
    with open_warehouse(tmp_path / "w.duckdb") as warehouse:
        add_row(warehouse, "sources", source_id="paper")
        add_row(warehouse, "crawls", crawl_id="a", source_id="paper", **asked)
        build(warehouse, (), Study(window=(WINDOW,), timezone=zone), only=ancestors("coverage"))
        known = warehouse.execute("SELECT max(day) FROM coverage WHERE is_known").fetchone()
    assert known == (last,)
