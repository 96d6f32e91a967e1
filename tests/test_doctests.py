"""Every example in a docstring does what it says."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_FLAGS = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL | doctest.NORMALIZE_WHITESPACE


def _with_examples() -> list[str]:
    files = [
        file
        for package in ("diaspora", "crawlers", "analysis")
        for file in sorted((ROOT / package).rglob("*.py"))
    ]
    paths = [file.relative_to(ROOT) for file in files if ">>> " in file.read_text(encoding="utf-8")]
    return [".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in paths]


@pytest.mark.parametrize("module", _with_examples())
def test_an_example_does_what_it_says(module: str) -> None:
    found = doctest.testmod(import_module(module), optionflags=_FLAGS)
    assert found.attempted > 0
    assert found.failed == 0
