"""Exported files say what they are, as of which day, and that nothing of another day is among them."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from analysis.export import FEATURES_VERSION, export_marts
from crawlers.warehouse.connection import open_for_reading, open_warehouse
from tests.report.world import CONFIG, fill

pytestmark = pytest.mark.slow

COLUMNS_OF_VERSION_1 = "035f5fa0"
"""The first characters of a digest of the features' names and types. Where it differs, raise FEATURES_VERSION and tell CHANGELOG.md why."""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "w.duckdb"
    with open_warehouse(path) as filled:
        fill(filled)
    return path


def exported(warehouse: Path, to: Path, *, as_of: date | None = None, format_: str = "csv") -> dict[str, Any]:
    with open_for_reading(warehouse) as opened:
        export_marts(opened, to, format_, as_of, CONFIG)
    folder = to / f"as-of-{as_of}" if as_of else to
    told: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return told


def test_each_file_is_described_with_its_digest_rows_and_columns(warehouse: Path, tmp_path: Path) -> None:
    told = exported(warehouse, tmp_path)
    assert {one["path"] for one in told["resources"]} | {"datapackage.json"} == {
        file.name for file in tmp_path.iterdir()
    }
    for one in told["resources"]:
        content = (tmp_path / one["path"]).read_bytes()
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert content.decode().splitlines()[0].split(",") == [
            field["name"] for field in one["schema"]["fields"]
        ]
    activity = next(one for one in told["resources"] if one["name"] == "activity_monthly")
    documents = next(field for field in activity["schema"]["fields"] if field["name"] == "documents")
    assert documents == {
        "name": "documents",
        "type": "integer",
        "description": "Documents published; NULL: not known.",
    }


def test_the_manifest_says_the_day_the_version_and_the_counts(warehouse: Path, tmp_path: Path) -> None:
    told = exported(warehouse, tmp_path, as_of=date(2015, 7, 31), format_="parquet")
    assert (told["as_of"], told["features_version"], told["synthetic"]) == (
        "2015-07-31",
        FEATURES_VERSION,
        False,
    )
    assert told["documents"] == 0, "none had been captured by then"
    assert exported(warehouse, tmp_path, format_="parquet")["documents"] == 47


def test_a_day_has_a_folder_of_its_own_and_old_files_go(warehouse: Path, tmp_path: Path) -> None:
    exported(warehouse, tmp_path, format_="csv")
    exported(warehouse, tmp_path, as_of=date(2015, 7, 31))
    exported(warehouse, tmp_path, format_="parquet")
    assert not list(tmp_path.glob("*.csv"))
    assert list((tmp_path / "as-of-2015-07-31").glob("*.csv"))


def test_equal_data_give_equal_bytes(warehouse: Path, tmp_path: Path) -> None:
    assert exported(warehouse, tmp_path / "a") == exported(warehouse, tmp_path / "b")


def test_features_change_only_with_their_version(warehouse: Path) -> None:
    with duckdb.connect(warehouse, read_only=True) as opened:
        columns = opened.sql("SELECT column_name, column_type FROM (DESCRIBE classifier_features)").fetchall()
    digest = hashlib.sha256(json.dumps(columns).encode()).hexdigest()
    assert FEATURES_VERSION == 1
    assert digest.startswith(COLUMNS_OF_VERSION_1)
