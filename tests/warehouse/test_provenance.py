"""What our own crawl saw of an address, no import replaces: neither its text, nor its day, nor that it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawlers.catalogue.sources import Catalogue
from crawlers.extract.imports import import_file
from tests.archive.foreign_records import http
from tests.extract.place import ZONE, Place, page, paper

TEXT = "Праздник собрал гостей из всех областей страны. " * 9
URL = "https://paper.example/a"
HELD = "SELECT title, published_day::VARCHAR, gone_at IS NULL FROM documents"


def foreign(path: Path, content: bytes, date: str) -> Path:
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {URL}\r\nWARC-Date: {date}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    path.write_bytes(head.encode() + content + b"\r\n\r\n")
    return path


@pytest.mark.parametrize("first", ["crawl", "import"])
@pytest.mark.parametrize(
    "content",
    [
        http(page("Подделка", TEXT, day="2016-01-01").encode()),
        http(b"gone", status="HTTP/1.1 410 Gone"),
        http(page("Без даты", TEXT).replace("article:published_time", "x").encode()),
    ],
    ids=["another text", "gone", "undated"],
)
def test_an_import_replaces_nothing(first: str, content: bytes, tmp_path: Path) -> None:
    place = Place(tmp_path, Catalogue(newspapers=(paper(),), centres=()))

    def crawl() -> None:
        place.crawl({URL: page("Праздник", TEXT)})

    def bring() -> None:
        import_file(foreign(tmp_path / "x.warc", content, "2026-06-01T00:00:00Z"), tmp_path / "archive", ZONE)

    for step in (crawl, bring) if first == "crawl" else (bring, crawl):
        step()
        place.load()
    assert place.ask(HELD) == [("Праздник", "2026-05-03", True)]


def test_what_nobody_else_saw_is_taken_from_an_import(tmp_path: Path) -> None:
    place = Place(tmp_path, Catalogue(newspapers=(paper(),), centres=()))
    for number, (title, date) in enumerate({"Было": "2026-05-05", "Стало": "2026-06-01"}.items()):
        content = http(page(title, TEXT).encode())
        import_file(
            foreign(tmp_path / f"{number}.warc", content, f"{date}T00:00:00Z"), tmp_path / "archive", ZONE
        )
    place.load()
    assert place.ask(HELD) == [("Стало", "2026-05-03", True)]
