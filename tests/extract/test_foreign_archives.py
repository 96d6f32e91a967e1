"""Archives made by others: wget, browsertrix, and whoever writes addresses that are none."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from crawlers.archive.records import ArchiveError
from crawlers.catalogue.sources import Catalogue
from crawlers.extract.imports import import_file
from tests.crawl.loopback import Loopback, serve
from tests.extract.place import ZONE, Place, page, paper
from tests.servers.foreign import write_warc
from tests.servers.pywb import fetch_with_wget, missing

TEXT = "Праздник собрал гостей из всех областей страны. " * 9


def a_place(tmp_path: Path) -> Place:
    return Place(tmp_path, Catalogue(newspapers=(paper(),), centres=()))


@pytest.mark.parametrize("bad", ["http://[::1/x", "http://paper.example:port/x", "http://a b/", "http:///"])
def test_what_is_no_address_is_left_out_and_told(tmp_path: Path, bad: str) -> None:
    place = a_place(tmp_path)
    path = write_warc(
        tmp_path / "odd.warc.gz",
        {bad: page("Дурной адрес", TEXT), "https://paper.example/good": page("Праздник", TEXT)},
    )
    import_file(path, tmp_path / "archive", ZONE)
    loaded = place.load()
    assert place.ask("SELECT url FROM documents") == [("https://paper.example/good",)]
    assert [one.damage.partition(": ")[0] for one in loaded.damaged if one.damage] == ["at byte 0"]


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://paper.example/a", "2016-05-04"),  # in the catalogue: the day that it was in Kazakhstan
        ("https://portal.kz/a", "2016-05-04"),
        ("https://elsewhere.example/a", "2016-05-03"),  # nobody's: the day that it prints
    ],
)
def test_an_instant_in_utc_is_a_day_of_kazakhstan_only_for_its_own_sites(
    tmp_path: Path, url: str, day: str
) -> None:
    place = a_place(tmp_path)
    dated = page("Праздник", TEXT).replace("2026-05-03T10:00:00+05:00", "2016-05-03T20:30:00+00:00")
    import_file(write_warc(tmp_path / "one.warc.gz", {url: dated}), tmp_path / "archive", ZONE)
    place.load()
    assert place.ask("SELECT published_day::VARCHAR, published_at::VARCHAR FROM documents") == [
        (day, "2016-05-03 20:30:00")
    ]


def test_a_wacz_file_is_its_warc_files(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    first = write_warc(tmp_path / "a.warc.gz", {"https://paper.example/a": page("А", TEXT)})
    second = write_warc(tmp_path / "b.warc.gz", {"https://paper.example/b": page("Б", TEXT)})
    (tmp_path / "empty.warc.gz").write_bytes(b"")
    package = tmp_path / "crawl.wacz"
    with zipfile.ZipFile(package, "w") as packed:
        packed.writestr("datapackage.json", "{}")
        packed.writestr("pages/pages.jsonl", "")
        packed.write(first, "archive/a.warc.gz")
        packed.write(second, "../../archive/b.warc.gz")
        packed.write(tmp_path / "empty.warc.gz", "archive/screenshots.warc.gz")
    done = import_file(package, tmp_path / "archive", ZONE)
    assert not done.already_there
    place.load()
    assert place.ask("SELECT url FROM documents ORDER BY 1") == [
        ("https://paper.example/a",),
        ("https://paper.example/b",),
    ]
    assert import_file(package, tmp_path / "archive", ZONE).already_there
    assert import_file(first, tmp_path / "archive", ZONE).already_there


def test_a_broken_wacz_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.wacz").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(ArchiveError, match="cannot be unpacked"):
        import_file(tmp_path / "broken.wacz", tmp_path / "archive", ZONE)
    assert not (tmp_path / "archive").exists()


@pytest.mark.skipif(bool(missing()), reason=missing())
def test_what_wget_archived(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    with serve(Loopback()) as site:
        site.otherwise = page("Праздник", TEXT)
        path = fetch_with_wget(site.url, ["http://paper.example/wget"], tmp_path / "wget")
    import_file(path, tmp_path / "archive", ZONE)
    place.load()
    assert place.ask("SELECT url, source_id FROM documents") == [("https://paper.example/wget", "paper")]
    assert place.ask("SELECT via, outcome FROM crawls") == [("import", "partial")]
