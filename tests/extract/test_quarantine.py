"""One thing that cannot be read harms only itself: it is in quarantine with its reason, and its neighbours are documents."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawlers.archive.writer import ArchiveWriter
from crawlers.catalogue.sources import Catalogue
from crawlers.extract import bounded, limits
from crawlers.extract.imports import import_file
from tests.archive.foreign_records import warc
from tests.extract.place import ZONE, Place, page, paper

TEXT = "Праздник собрал гостей из всех областей страны. " * 9
GOOD, BAD = "https://paper.example/good", "https://paper.example/bad"
BEGIN = f"<html><head><title>Праздник</title></head><body><article><h1>Праздник</h1><p>{TEXT}</p>"


def a_place(tmp_path: Path) -> Place:
    return Place(tmp_path, Catalogue(newspapers=(paper(),), centres=()))


def kept_and_told(place: Place) -> tuple[list[str], list[tuple[Any, ...]]]:
    place.load()
    return (
        [url for (url,) in place.ask("SELECT url FROM documents ORDER BY url")],
        place.ask("SELECT url, reason FROM quarantine"),
    )


def test_a_page_that_fails_in_a_way_nobody_foresaw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = bounded.read

    def fails(given: Any) -> Any:
        if given.url == BAD:
            raise IndexError("of the parser")
        return read(given)

    monkeypatch.setattr(bounded, "read", fails)
    place = a_place(tmp_path)
    place.crawl({BAD: page("Плохая", TEXT), GOOD: page("Хорошая", TEXT)})
    assert kept_and_told(place) == ([GOOD], [(BAD, "IndexError: of the parser")])
    assert place.ask("SELECT outcome FROM captures WHERE url = ?".replace("?", f"'{BAD}'")) == [
        ("unreadable: IndexError: of the parser",)
    ]
    monkeypatch.setattr(bounded, "read", read)
    place.load(redo=True)  # as when the program has changed
    assert place.ask("SELECT count(*), (SELECT count(*) FROM quarantine) FROM documents") == [(2, 0)]


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("links", "".join(f'<a href="/{n}">{n}</a>' for n in range(110_000)), "more than 100000 tags"),
        ("open tags", "<div>" * 110_000, "more than 100000 tags"),
        (
            "attributes",
            "<div " + " ".join(f"a{n}='x y'" for n in range(5000)) + ">",
            "more than 1000 attributes",
        ),
        ("size", "x" * 17 * 2**20, "more than 16 MiB"),
        ("time", "".join(f'<p class="c{n}">Слово {n}.</p>' for n in range(45_000)), "seconds of work"),
    ],
)
def test_a_page_that_asks_for_too_much_work(
    name: str, body: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.3)
    place = a_place(tmp_path)
    place.crawl({BAD: BEGIN + body, GOOD: page("Хорошая", TEXT)})
    begun = time.process_time()
    urls, told = kept_and_told(place)
    assert urls == [GOOD], name
    assert [url for url, _ in told] == [BAD]
    assert reason in told[0][1]
    assert time.process_time() - begun < 30


def test_a_page_with_a_picture_in_an_attribute_is_no_monster(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    picture = f'<img src="data:image/png;base64,{"iVBOR w0KGgo= " * 40_000}" alt="Праздник">'
    place.crawl({GOOD: page("Хорошая", TEXT).replace("</h1>", f"</h1>{picture}")})
    assert kept_and_told(place) == ([GOOD], [])


@pytest.mark.parametrize(
    "moment",
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2016-02-31T10:00:00Z", "-1", "1e999"],
)
def test_a_date_that_no_clock_can_show(moment: str, tmp_path: Path) -> None:
    place = a_place(tmp_path)
    odd = page("Праздник", TEXT).replace("2026-05-03T10:00:00+05:00", moment)
    place.crawl({BAD: odd, GOOD: page("Хорошая", TEXT)})
    assert kept_and_told(place) == ([BAD, GOOD], [])
    assert place.ask("SELECT published_day FROM documents ORDER BY url LIMIT 1") == [(None,)]


def api(place: Place, *bodies: bytes) -> None:
    """Archive answers of a REST API."""
    with ArchiveWriter(place.root / "archive", "paper", {"via": "live"}) as archive:
        for number, body in enumerate(bodies):
            archive.exchange(
                url=f"https://paper.example/wp-json/wp/v2/posts?page={number}",
                at=datetime(2026, 5, 4, tzinfo=UTC),
                request=("GET / HTTP/1.1", []),
                response=("200 OK", [("Content-Type", "application/json")], body),
                role="api",
            )
        archive.close({"outcome": "complete"})


def post(number: int, **more: Any) -> dict[str, Any]:
    told = {
        "id": number,
        "link": f"https://paper.example/{number}",
        "date": "2026-05-03T10:00:00",
        "status": "publish",
    }
    return told | {"title": {"rendered": "Ән"}, "content": {"rendered": f"<p>{TEXT}</p>"}} | more


def test_half_an_emoji_costs_nothing_but_itself(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    api(
        place,
        json.dumps(
            [post(1, title={"rendered": "Ән \ud83d"}), post(2, slug="\udc00", lang="\ud83d\ud83d")]
        ).encode(),
    )
    assert kept_and_told(place)[1] == []
    assert place.ask("SELECT title FROM documents ORDER BY url") == [("Ән \ufffd",), ("Ән",)]


@pytest.mark.parametrize(
    "odd",
    [
        {"id": 10**30},
        {"link": 7},
        {"date": [], "date_gmt": {}},
        {"title": None, "content": "text"},
        {"content": {"rendered": "<" * 9999}},
        {"tags": None, "lang": ["de"]},
    ],
)
def test_a_post_of_another_shape_keeps_no_other_away(odd: dict[str, Any], tmp_path: Path) -> None:
    place = a_place(tmp_path)
    api(place, json.dumps([post(1) | odd, post(2)]).encode(), b"[" * 100_000, b'[{"id": 1e999}]')
    assert "https://paper.example/2" in kept_and_told(place)[0]


def test_a_file_of_zeros_stops_nobody(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    place.crawl({GOOD: page("Хорошая", TEXT)})
    (tmp_path / "archive" / "paper" / "paper-20260505000000-zero.warc.gz").write_bytes(bytes(100_000))
    loaded = place.load()
    assert ["zeros" in (one.damage or "") for one in loaded.damaged] == [True]
    assert place.ask("SELECT archive_file, record_offset FROM quarantine") == [
        ("paper/paper-20260505000000-zero.warc.gz", 0),
        ("paper/paper-20260505000000-zero.warc.gz", None),
    ]
    assert place.ask("SELECT url FROM documents") == [(GOOD,)]
    assert place.load().files == 0  # it is not read every night


def test_a_foreign_archive_cannot_pass_for_a_crawl_of_ours(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    forged = place.crawl({GOOD: page("Подделка", TEXT)})
    imported = import_file(forged, tmp_path / "archive", ZONE)
    forged.unlink()
    assert not imported.already_there
    place.load()
    assert place.ask("SELECT via, outcome, covers_from FROM crawls") == [("import", "partial", None)]
    assert place.ask("SELECT DISTINCT role FROM captures") == [(None,)]


@pytest.mark.parametrize(
    ("date", "day"), [("2016-06-01T10:20:30Z", "2016-05-31"), ("2016-06", None), ("2016", None)]
)
def test_yesterday_is_no_day_when_nobody_knows_today(date: str, day: str | None, tmp_path: Path) -> None:
    place = a_place(tmp_path)
    body = (
        page("Праздник", TEXT)
        .replace("article:published_time", "x")
        .replace("</h1>", "</h1><time>Вчера, 10:15</time>")
    )
    content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body.encode()
    (tmp_path / "x.warc").write_bytes(warc(1, content, date=date))
    import_file(tmp_path / "x.warc", tmp_path / "archive", ZONE)
    place.load()
    assert place.ask("SELECT published_day::VARCHAR FROM documents") == [(day,)]


def test_a_body_that_cannot_be_unpacked_is_told_by_its_address(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    content = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x00cut"
    )
    (tmp_path / "x.warc").write_bytes(warc(1, content) + warc(2))
    import_file(tmp_path / "x.warc", tmp_path / "archive", ZONE)
    _, told = kept_and_told(place)
    assert [url for url, _ in told] == ["https://foreign.example/1"]
    assert told[0][1].startswith("gzip: ")
