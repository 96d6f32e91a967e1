"""What is forgotten leaves no byte in an archive; what is beside it stays as it was."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crawlers.archive.files import archive_files
from crawlers.archive.forgetting import forget_in
from crawlers.archive.forgotten import FILE, Forgotten, read, remember_to_forget
from crawlers.archive.members import Member, members
from crawlers.archive.reader import read as read_archive
from crawlers.archive.records import Capture
from crawlers.archive.writer import ArchiveWriter
from tests.archive.foreign_records import ARC_HEAD, arc, http, skippable, url_of, warc, zstd
from tests.archive.test_content_codings import PACKED as PACK

SITE = "https://paper.example"
GONE = f"{SITE}/news/gone"
SENTENCE = "Мария Иванова ждёт всех желающих у себя дома на улице Садовой."
FORGOTTEN = Forgotten(addresses=frozenset({GONE}))

LISTING = f"""<html><body><ul>
<li class="card"><a href="/news/gone?utm_source=x"><h2>{SENTENCE}</h2></a><p>Начало текста</p></li>
<li class="card"><a href="/news/stays"><h2>Остаётся</h2></a><p>Другой текст</p></li>
</ul></body></html>"""
FEED = f"""<?xml version="1.0" encoding="UTF-8"?><rss><channel><title>Газета</title>
<item><title>{SENTENCE}</title><link>{GONE}</link><description>Начало текста</description></item>
<item><title>Остаётся</title><link>{SITE}/news/stays</link></item></channel></rss>"""
SITEMAP = f"""<?xml version="1.0"?><urlset><url><loc>{GONE}</loc><lastmod>2026-01-01</lastmod></url>
<url><loc>{SITE}/news/stays</loc></url></urlset>"""
API = json.dumps(
    [
        {
            "id": 1,
            "link": f"{GONE}/",
            "title": {"rendered": SENTENCE},
            "content": {"rendered": "<p>Начало текста</p>"},
        },
        {"id": 2, "link": f"{SITE}/news/stays/", "title": {"rendered": "Остаётся"}},
    ]
)


@pytest.mark.parametrize("body", [LISTING, FEED, SITEMAP, API], ids=["listing", "feed", "sitemap", "api"])
def test_a_list_goes_on_without_what_is_forgotten(body: str) -> None:
    left = FORGOTTEN.without(body.encode(), f"{SITE}/").decode()
    assert "gone" not in left
    assert "Мария" not in left
    assert "Начало текста" not in left
    assert "/news/stays" in left
    assert ("Остаётся" in left) == ("Остаётся" in body or r"\u041e" in body)


@pytest.mark.parametrize("body", [LISTING, FEED, SITEMAP, API, "", "gone", "{broken", "<gone"])
def test_what_names_nothing_forgotten_keeps_its_bytes(body: str) -> None:
    others = Forgotten(addresses=frozenset({f"{SITE}/news/another"}))
    assert others.without(body.encode(), f"{SITE}/") == body.encode()


def archived(folder: Path, pages: dict[str, tuple[str, str]], coding: str = "gzip") -> Path:
    """Archive pages, by address: role and body, packed in a coding."""
    with ArchiveWriter(folder, "paper", {"via": "live"}, token="0001") as archive:
        for url, (role, body) in pages.items():
            headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", coding)]
            archive.exchange(
                url=url,
                at=datetime(2026, 1, 1, tzinfo=UTC),
                request=(f"GET {url[len(SITE) :]} HTTP/1.1", [("Host", "paper.example")]),
                response=("200 OK", headers, PACK[coding](body.encode())),
                role=role,
            )
        archive.failure(url=GONE, at=datetime(2026, 1, 1, tzinfo=UTC), role="article", reason="timeout")
    return archive.path


def unpacked(path: Path) -> bytes:
    """Every byte of a WARC file, the bodies unpacked, too."""
    bodies = [one.body for one in read_archive(path) if isinstance(one, Capture)]
    return gzip.decompress(path.read_bytes()) + b"".join(bodies)


@pytest.mark.parametrize("coding", PACK)
def test_no_byte_is_left_in_an_archive_file(coding: str, tmp_path: Path) -> None:
    other = f"<html><body><h1>Другая</h1><p>Читайте: {SENTENCE}</p></body></html>"
    path = archived(
        tmp_path,
        {
            f"{SITE}/": ("listing", LISTING),
            GONE: ("article", f"<h1>{SENTENCE}</h1><p>Начало текста</p>"),
            f"{SITE}/wp-json": ("api", API),
            f"{SITE}/news/stays": ("article", other),
        },
        coding,
    )
    before = {one.url: one for one in read_archive(path) if isinstance(one, Capture)}
    assert forget_in([path], FORGOTTEN, [SENTENCE]) == [path]
    left = {one.url: one for one in read_archive(path) if isinstance(one, Capture)}
    assert left.keys() == before.keys() - {GONE}
    for trace in (b"news/gone", SENTENCE.encode(), "Начало текста".encode(), "Мария".encode()):
        assert trace not in unpacked(path)
    assert "Другая" in left[f"{SITE}/news/stays"].body.decode()
    assert {one.captured_at for one in left.values()} == {datetime(2026, 1, 1, tzinfo=UTC)}
    assert left[f"{SITE}/"].role == "listing"
    assert forget_in([path], FORGOTTEN, [SENTENCE]) == []


def test_what_is_not_concerned_keeps_its_bytes(tmp_path: Path) -> None:
    path = archived(tmp_path, {f"{SITE}/news/stays": ("article", "<h1>Остаётся</h1>")})
    before = path.read_bytes()
    assert forget_in([path], Forgotten(addresses=frozenset({f"{SITE}/news/other"}))) == []
    assert path.read_bytes() == before


def test_a_torn_file_is_no_hindrance(tmp_path: Path) -> None:
    path = archived(
        tmp_path, {GONE: ("article", SENTENCE), f"{SITE}/news/stays": ("article", "Остаётся " * 500)}
    )
    path.write_bytes(path.read_bytes()[:-300])
    forget_in([path], FORGOTTEN)
    assert [one.url for one in read_archive(path) if isinstance(one, Capture)] == [f"{SITE}/news/stays"]


def quoting(number: int) -> bytes:
    """An answer that quotes what is to be forgotten, in the coding of its site."""
    page = f"<html><body><p>Номер {number} остаётся.</p><p>{SENTENCE}</p></body></html>"
    return http(PACK["br"](page.encode()), "Content-Encoding: br")


def plainly(number: int) -> bytes:
    return http(f"<html><body><p>Номер {number}: {SENTENCE}</p></body></html>".encode())


WORDS = zstd.train_dict([warc(number, plainly(number)) for number in range(200)], 2000)
RECORDS = [warc(1, quoting(1)), warc(2, plainly(2)), warc(3), warc(4, http(b"", f"Location: {url_of(2)}"))]
ARC_RECORDS = [arc(1, quoting(1)), arc(2, plainly(2)), arc(3)]
FORMS = {
    "x.warc": b"".join(RECORDS),
    "x.warc.gz": b"".join(map(gzip.compress, RECORDS)),
    "whole.warc.gz": gzip.compress(b"".join(RECORDS)),
    "x.warc.zst": b"".join(map(zstd.compress, RECORDS)),
    "whole.warc.zst": zstd.compress(b"".join(RECORDS)),
    "words.warc.zst": skippable(WORDS.dict_content)
    + b"".join(zstd.compress(one, zstd_dict=WORDS) for one in RECORDS),
    "x.arc": ARC_HEAD + b"".join(ARC_RECORDS),
    "x.arc.gz": gzip.compress(ARC_HEAD) + b"".join(map(gzip.compress, ARC_RECORDS)),
    "torn.warc.gz": gzip.compress(RECORDS[0]) + gzip.compress(RECORDS[1])[:-20]
    + b"".join(map(gzip.compress, RECORDS[1:])),
    "torn.warc": RECORDS[0] + RECORDS[1][:-60] + b"stray" + b"".join(RECORDS[1:]),
    "stray.warc.gz": gzip.compress(RECORDS[0]) + SENTENCE.encode() + b"".join(map(gzip.compress, RECORDS[1:])),
}  # fmt: skip
"""Archive files of others, in each form that is read: a page that quotes, the page itself, another, and a way to it."""


@pytest.mark.parametrize("name", FORMS)
def test_no_byte_is_left_in_the_archives_of_others(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FORMS[name])
    forgotten = Forgotten(addresses=frozenset({url_of(2)}))
    assert forget_in(archive_files(tmp_path), forgotten, [SENTENCE]) == [path]
    left = {one.url: one.body.decode() for one in read_archive(path) if isinstance(one, Capture)}
    assert left.keys() == {url_of(1), url_of(3)}
    assert "Номер 1 остаётся." in left[url_of(1)]
    assert left[url_of(3)] == "<p>page 3</p>"
    everything = [
        path.read_bytes(),
        *(m.content[:] for m in members(path.read_bytes()) if isinstance(m, Member)),
    ]
    for trace in (SENTENCE.encode(), url_of(2).encode()):
        assert not any(trace in content for content in [*everything, *map(str.encode, left.values())])
    assert forget_in([path], forgotten, [SENTENCE]) == []


@pytest.mark.parametrize("name", FORMS)
def test_archives_of_others_that_are_not_concerned_keep_their_bytes(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(FORMS[name])
    assert (
        forget_in(
            [tmp_path / name], Forgotten(addresses=frozenset({GONE})), ["Совсем другой текст о другом."]
        )
        == []
    )
    assert (tmp_path / name).read_bytes() == FORMS[name]


def test_only_addresses_and_digests_are_remembered(tmp_path: Path) -> None:
    remember_to_forget(tmp_path, "address", [GONE], date(2026, 1, 2))
    remember_to_forget(tmp_path, "text", ["Мария Иванова"], date(2026, 1, 2))
    remember_to_forget(tmp_path, "address", [GONE], date(2026, 1, 3))
    written = (tmp_path / FILE).read_text()
    assert written.count("\n") == 2
    assert "Мария" not in written
    found = read(tmp_path)
    assert found.covers("http://www.paper.example/news/gone/?utm_source=rss")
    assert found.says("Пишет МАРИЯ  ИВАНОВА, из Алматы")
    assert not found.says("Пишет Мария из Алматы")


def test_an_article_that_links_to_it_loses_the_link_alone() -> None:
    body = f'<html><body><article><h1>Другая</h1><p>Её текст.</p><a href="{GONE}">{SENTENCE}</a></article></body></html>'
    left = FORGOTTEN.without(body.encode(), f"{SITE}/news/stays", is_list=False).decode()
    assert "Мария" not in left
    assert "news/gone" not in left
    assert "<h1>Другая</h1><p>Её текст.</p>" in left
