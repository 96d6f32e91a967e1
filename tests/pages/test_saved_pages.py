"""Each saved page gives exactly the documents that are written down beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawlers.pages import readers
from crawlers.pages.markup import versions
from tests.pages.saved import CASES, HERE, outcome


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_a_saved_page_is_read_as_written_down(case: Path) -> None:
    expected = json.loads(case.read_text(encoding="utf-8"))
    del expected["page"]

    assert outcome(case) == expected


def test_every_page_has_its_expectation() -> None:
    pages = {path.with_suffix(".json") for path in HERE.glob("*/*") if path.suffix in {".html", ".rest"}}

    assert pages == set(CASES)


def test_every_generation_of_markup_has_a_saved_page() -> None:
    known = {version.name for reader in readers() for version in versions(reader)}
    shown = {
        document["extraction"]
        for case in CASES
        for document in json.loads(case.read_text(encoding="utf-8")).get("documents", [])
    }

    assert known <= shown


def test_every_saved_page_says_that_it_was_written_for_the_tests() -> None:
    for path in HERE.glob("*/*.html"):
        assert b"Written for this test" in path.read_bytes(), path
