"""docs/sources.md: made from the catalogue, up to date, and honest about what cannot be had."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from crawlers.catalogue.sources import load_catalogue
from crawlers.catalogue.study import load_study
from diaspora.documentation.sources_page import TARGET, page

CONFIG = Path(__file__).parents[2] / "config"
CATALOGUE = load_catalogue(CONFIG, CONFIG / "diasporas")
WINDOW = load_study(CONFIG).windows[0]
TODAY = date(2026, 11, 24)


def section(text: str, source_id: str) -> str:
    (found,) = re.findall(rf"### [^\n]*\(`{source_id}`\)\n(.*?)(?=\n##|\Z)", text, re.DOTALL)
    return str(found)


def test_every_source_has_its_section() -> None:
    text = page(CATALOGUE, WINDOW, {}, TODAY)
    listed = re.findall(r"^### .*\(`([a-z0-9-]+)`\)$", text, re.MULTILINE)
    assert sorted(listed) == sorted(source.id for source in CATALOGUE)
    assert "it shows no coverage" in text


def test_what_cannot_be_had_is_said_with_the_reason() -> None:
    text = page(CATALOGUE, WINDOW, {}, TODAY)
    assert "http://dostykmag.kz does not answer any more" in section(text, "dostyk")
    assert "http://dostykmag.kz, web archives only" in section(text, "dostyk")
    assert "no site of its own" in section(text, "zlata")
    assert "only what the press wrote of it" in section(text, "zlata")
    assert section(text, "kazpravda").count("* Live: ") == 3
    assert "not collected until somebody finds its id" in section(text, "dacia")


def test_coverage_is_shown_where_it_is_known() -> None:
    text = page(CATALOGUE, WINDOW, {"kazpravda": ("blocked", 12, 0.25), "dostyk": ("good", 3, None)}, TODAY)
    assert "Held: 12 documents; 25% of the days asked for are known; health: blocked" in section(
        text, "kazpravda"
    )
    assert "Held: 3 documents; no day is known; health: good" in section(text, "dostyk")
    assert "it shows no coverage" not in text


def test_the_page_in_docs_is_up_to_date() -> None:
    assert TARGET.read_text(encoding="utf-8") == page(CATALOGUE, WINDOW, {}, TODAY), "run `make docs`"
