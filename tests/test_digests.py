"""A digest of a package changes with any of its files, also of its subpackages, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawlers.digests import code_digest, code_files


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "rules_of_a_test"
    (folder / "words").mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "words" / "list.toml").write_text("words = []")
    monkeypatch.syspath_prepend(tmp_path)
    return folder


def now(package: Path) -> str:
    code_digest.cache_clear()
    code_files.cache_clear()
    return code_digest(package.name)


def test_a_list_in_a_subfolder_counts(package: Path) -> None:
    before = now(package)
    (package / "words" / "list.toml").write_text("words = ['one']")
    assert now(package) != before


def test_what_python_leaves_behind_does_not(package: Path) -> None:
    before = now(package)
    (package / "__pycache__").mkdir(exist_ok=True)
    (package / "__pycache__" / "rules.pyc").write_bytes(b"compiled")
    assert now(package) == before
