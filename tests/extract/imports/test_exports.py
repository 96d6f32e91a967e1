"""Each export in `exports/` gives what the JSON beside it says; see `warehouse.Place.told`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.extract.imports.warehouse import Place

EXPORTS = Path(__file__).parent / "exports"
CASES = sorted(path for path in EXPORTS.iterdir() if not path.name.endswith((".toml", ".expected.json")))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_an_export_gives_what_is_expected(path: Path, tmp_path: Path) -> None:
    place = Place(tmp_path)
    mapping = path.with_suffix(".toml")
    imported, _ = place.bring(path, mapping if mapping.exists() else None)
    told = {"format": imported.format, **place.told()}
    expected = path.with_name(f"{path.name}.expected.json")
    assert told == json.loads(expected.read_text(encoding="utf-8"))
