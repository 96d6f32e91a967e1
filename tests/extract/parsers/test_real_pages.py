"""Forty-eight real pages of the press of nine countries, where they are at hand; they cannot be part of the project.

`pages.warc.gz` holds them, `truth.jsonl` their titles and dates, from a library with a parser for each site.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from crawlers.archive.reader import read as records
from crawlers.archive.records import Capture
from crawlers.extract.documents import Document
from crawlers.extract.parsers import PageInput, read

HERE = next(
    (folder for above in Path(__file__).parents if (folder := above / "shared" / "real-pages").is_dir()),
    Path("shared/real-pages"),
)
pytestmark = pytest.mark.skipif(not HERE.is_dir(), reason=f"the real pages are not at {HERE}")

ZONES = {
    "at": "Europe/Vienna", "ch": "Europe/Zurich", "de": "Europe/Berlin", "lt": "Europe/Vilnius",
    "no": "Europe/Oslo", "ru": "Europe/Moscow", "ua": "Europe/Kyiv", "uk": "Europe/London",
    "us": "America/New_York",
}  # fmt: skip

IMPOSSIBLE = {"www.klassegegenklasse.org"}
"""The page prints 06.01.2026; the truth reads that as 1 June, half a year after the capture."""


@pytest.fixture(scope="module")
def pages() -> list[tuple[str, Document, dict[str, str]]]:
    return list(_read())


def test_each_page_is_one_article(pages: list[tuple[str, Document, dict[str, str]]]) -> None:
    assert len(pages) == 48
    assert {document.kind for _, document, _ in pages} == {"article"}


def test_the_title_is_right(pages: list[tuple[str, Document, dict[str, str]]]) -> None:
    wrong = {host for host, document, truth in pages if document.title != " ".join(truth["title"].split())}

    assert not wrong


def test_the_day_is_right(pages: list[tuple[str, Document, dict[str, str]]]) -> None:
    wrong = {host for host, document, truth in pages if _day(document) != _true_day(truth)}

    assert wrong == IMPOSSIBLE


def test_the_text_is_free_of_notices_and_menus(pages: list[tuple[str, Document, dict[str, str]]]) -> None:
    notice = re.compile(
        r"\bcookies?\b|privacy policy|datenschutzerkl|newsletter abonnieren|subscribe to|©", re.IGNORECASE
    )

    for host, document, _ in pages:
        lines = document.text.splitlines()
        assert not [line for line in lines if notice.search(line)], host
        assert len(document.text) > 900, host
        assert sum(len(line) < 20 for line in lines) <= len(lines) / 2, f"{host}: looks like a menu"


def _read() -> Iterator[tuple[str, Document, dict[str, str]]]:
    lines = (HERE / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    truths = {truth["url"]: truth for truth in map(json.loads, lines)}
    for capture in records(HERE / "pages.warc.gz"):
        assert isinstance(capture, Capture)
        truth = truths[capture.url]
        [document] = read(
            PageInput(
                url=capture.url,
                body=capture.body,
                mime=capture.mime,
                charset="utf-8",
                captured_at=capture.captured_at,
                role=None,
                source_id="real",
                reader=None,
                articles=None,
                timezone=ZONES[truth["country"]],
            )
        )
        yield capture.url.split("/")[2], document, truth


def _day(document: Document) -> date | None:
    return document.published.day if document.published else None


def _true_day(truth: dict[str, str]) -> date:
    return datetime.fromisoformat(truth["published"]).date()
