"""Back-fill: what a web archive holds of a site in a period is taken as it was captured, once, and no more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import urlopen

import pytest

from crawlers.catalogue.sources import Catalogue, Newspaper
from crawlers.catalogue.study import WebArchives
from crawlers.crawl.discovery.captures import ArchiveSearch, choose, held
from crawlers.web.addresses import canonical
from tests.crawl.crawling import Crawl, captures
from tests.crawl.loopback import Asked, Loopback, Reply, serve
from tests.extract.place import Place
from tests.servers.pywb import as_if_captured, fetch_with_wget, missing, web_archive

MAGAZINE = [{"url": "http://dostykmag.kz", "articles": r"^/\?p=\d+$", "alive": False}]
PAPER = [
    {"url": "http://old-paper.kz", "until": "2016-01-31", "alive": False},
    {"url": "https://paper.kz", "since": "2016-02-01", "alive": False},
]
PROSE = (
    "Қала үйінде өткен кеште балалар ән айтып, ата-аналар ұлттық тағамдар әкелді. Қонақтар кітап көрмесін аралап, "
    "мектепке сыйлық тапсырды. Ұйымдастырушылар келесі жылы тағы кездесуге уәде берді."
)
WINDOW = ("2015-04-01", "2016-07-31")

CAPTURED = {
    "2014-11-03": ["http://dostykmag.kz/?p=1"],
    "2015-04-02": ["http://dostykmag.kz/?p=1", "http://www.dostykmag.kz/?p=2", "http://dostykmag.kz/?p=2&share=vk"],
    "2015-12-24": ["http://dostykmag.kz/?p=2", "http://old-paper.kz/2015/12/christmas/", "http://old-paper.kz/page/2"],
    "2017-01-05": ["http://dostykmag.kz/?p=3", "http://paper.kz/2015/06/imported/", "http://paper.kz/2016/08/too-young/"],
    "2019-10-10": ["http://dostykmag.kz/?p=4", "http://paper.kz/2016/07/found-late/", "http://other.kz/2015/06/not-ours/"],
}  # fmt: skip
"""Days, and what was captured on them."""
WANTED = {
    "http://www.dostykmag.kz/?p=2": "2015-04-02",  # its first capture lies in the window
    "http://dostykmag.kz/?p=3": "2017-01-05",  # not a year later: it may have been published in it
    "http://old-paper.kz/2015/12/christmas/": "2015-12-24",
    "http://paper.kz/2015/06/imported/": "2017-01-05",  # its address says when it was published
    "http://paper.kz/2016/07/found-late/": "2019-10-10",
}


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[Path]]]:
    """A pywb that holds what wget captured of two sites, and its WARC files."""
    if reason := missing():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("past")
    with serve(Loopback()) as sites:
        sites.otherwise = lambda asked: f"<html><h1>Мерекелік кеш</h1><p>{PROSE} {asked.path}</p></html>"
        files = [
            as_if_captured(
                fetch_with_wget(sites.url, pages, folder / f"wget-{day}"), datetime.fromisoformat(day)
            )
            for day, pages in CAPTURED.items()
        ]
    with web_archive(folder, files) as address:
        yield address, files


def backfill(archive: Path, pywb: str, **more: object) -> Crawl:
    return Crawl(
        archive,
        {"magazine": MAGAZINE, "paper": PAPER},
        *WINDOW,
        via="wayback",
        web_archives={"wayback_index": f"{pywb}/cdx", "wayback_pages": pywb} | more,
    )


@pytest.mark.servers
def test_the_window_and_only_the_window(past: tuple[str, list[Path]], tmp_path: Path) -> None:
    pywb, _ = past
    magazine, paper = backfill(tmp_path, pywb).results()
    assert (magazine.outcome, magazine.fetched, paper.outcome, paper.fetched) == (
        "complete",
        2,
        "complete",
        3,
    )
    taken = captures(tmp_path, "article")
    assert {one.url: f"{one.captured_at:%Y-%m-%d}" for one in taken} == WANTED
    assert all(one.url.encode() in one.body for one in taken), "originals, not pages rewritten by the archive"
    again = backfill(tmp_path, pywb).results()
    assert [(one.fetched, one.unchanged) for one in again] == [(0, 2), (0, 3)]
    assert len(captures(tmp_path, "article")) == len(WANTED)
    assert [one.requests for one in again] == [3, 4], "robots.txt, which pywb redirects, and the index"


@pytest.mark.servers
def test_what_was_taken_becomes_documents_that_vouch_for_no_day(
    past: tuple[str, list[Path]], tmp_path: Path
) -> None:
    backfill(tmp_path / "archive", past[0]).results()
    papers = [("magazine", MAGAZINE), ("paper", PAPER)]
    catalogue = Catalogue(
        newspapers=tuple(
            Newspaper(id=name, name=name, languages=("ru",), provenance="a test", site=sites)  # type: ignore[arg-type]
            for name, sites in papers
        ),
        centres=(),
    )
    place = Place(tmp_path, catalogue)
    place.load()
    assert place.ask("SELECT source_id, via, outcome, covers_from FROM crawls ORDER BY 1") == [
        ("magazine", "wayback", "complete", None),
        ("paper", "wayback", "complete", None),
    ]
    read = place.ask("SELECT documents.url, first_seen_at::DATE::VARCHAR FROM documents ORDER BY url")
    assert read == sorted((canonical(url), day) for url, day in WANTED.items())


@pytest.mark.servers
def test_the_same_captures_by_ranges_of_warc_files(past: tuple[str, list[Path]], tmp_path: Path) -> None:
    """Common Crawl's index is pywb's; its archive files lie on a plain server that knows ranges."""
    pywb, files = past
    with serve(Loopback()) as data:
        for path in files:
            data.pages[f"/{path.name}"] = lambda asked, path=path: ranged(asked, path.read_bytes())
        data.otherwise = lambda asked: index(pywb, asked)
        data.pages["/collinfo.json"] = Reply(
            json.dumps([
                {"id": "CC-MAIN-2026-01", "cdx-api": f"{data.url}/none/cdx"},
                {"id": "CC-MAIN-2015-18", "cdx-api": f"{data.url}/cdx"},
            ])
        )  # fmt: skip
        order = backfill(
            tmp_path, pywb, common_crawl_indexes=f"{data.url}/collinfo.json", common_crawl_data=data.url
        )
        order.via = "common-crawl"
        magazine, paper = order.results()
        assert (magazine.outcome, paper.outcome) == ("complete", "complete"), (magazine.reason, paper.reason)
        taken = captures(tmp_path, "article")
        assert {one.url: f"{one.captured_at:%Y-%m-%d}" for one in taken} == WANTED
        data.asked.clear()
        assert [one.fetched for one in order.results()] == [0, 0]
        assert not any("range" in asked.headers for asked in data.asked)


def index(pywb: str, asked: Asked) -> Reply:
    """Pass a question to pywb's index on."""
    if not asked.path.startswith("/cdx?"):
        return Reply("no", 404)
    with urlopen(pywb + asked.path) as answer:
        return Reply(answer.read(), headers={"Content-Type": "text/x-ndjson"})


def ranged(asked: Asked, content: bytes) -> Reply:
    """Answer a request for a range of bytes."""
    first, _, last = asked.headers["range"].removeprefix("bytes=").partition("-")
    part = content[int(first) : int(last) + 1]
    return Reply(part, 206, {"Content-Type": "application/octet-stream"})


def test_a_crawl_that_was_refused_goes_on_with_what_is_missing(site: Loopback, tmp_path: Path) -> None:
    lines = [
        f"kz,paper)/{n} 20150501120000 http://paper.kz/news/{n} text/html 200 {n:032} 100" for n in range(9)
    ]
    site.pages[INDEX] = "\n".join(lines[:5]) + "\n\nkz%2Cpaper%29%2F4+2015\n"
    site.pages[f"{INDEX}&resumeKey=kz%2Cpaper%29%2F4+2015"] = "\n".join(lines[5:])
    site.otherwise = lambda asked: Reply("later", 503, {"Retry-After": "7200"}) if full() else page(asked)

    def full() -> bool:
        return sum(path.startswith("/web/") for path in site.paths) > 4

    order = Crawl(
        tmp_path,
        {"paper": {"url": "http://paper.kz", "alive": False}},
        *WINDOW,
        via="wayback",
        web_archives={"wayback_index": f"{site.url}/cdx", "wayback_pages": f"{site.url}/web"},
    )
    first = order.result()
    assert (first.outcome, first.found, first.fetched) == ("partial", 9, 4)
    assert "7200" in first.reason
    site.otherwise = page
    site.asked.clear()
    later = order.result()
    assert (later.outcome, later.fetched, later.unchanged) == ("complete", 5, 4)
    assert sum(path.startswith("/web/") for path in site.paths) == 5
    assert {canonical(one.url) for one in captures(tmp_path, "article")} == {
        f"https://paper.kz/news/{n}" for n in range(9)
    }


INDEX = "/cdx?url=paper.kz%2F&matchType=prefix&filter=statuscode%3A200&collapse=urlkey&limit=50000&showResumeKey=true"


def page(asked: Asked) -> Reply:
    return Reply(f"<html>{asked.path}</html>") if asked.path.startswith("/web/") else Reply("no", 404)


def test_what_robots_txt_of_the_archive_forbids_is_not_asked(site: Loopback, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /cdx"
    result = Crawl(
        tmp_path,
        {"paper": {"url": "http://paper.kz", "alive": False}},
        *WINDOW,
        via="wayback",
        web_archives={"wayback_index": f"{site.url}/cdx", "wayback_pages": f"{site.url}/web"},
    ).result()
    assert result.outcome == "blocked"
    assert "robots.txt forbids" in result.reason
    assert site.paths == ["/robots.txt"]


def test_equal_pages_are_taken_once() -> None:
    source = Newspaper(
        id="paper",
        name="paper",
        languages=("ru",),
        provenance="a test",
        site=({"url": "http://paper.kz"},),  # type: ignore[arg-type]
    )
    search = ArchiveSearch(source=source, since=None, until=None, archives=WebArchives(), fetch=None)  # type: ignore[arg-type]
    lines = [
        held(f"http://paper.kz/{name}", f"2015050{day}000000", "200", "text/html", digest, "")
        for name, day, digest in (
            ("a", 3, "X"),
            ("b", 1, "X"),
            ("c", 2, "Y"),
            ("c/", 1, "Z"),
            ("b.pdf", 1, "W"),
        )
    ]
    chosen = choose([one for one in lines if one], search)
    assert [one.url for one in chosen] == ["http://paper.kz/b", "http://paper.kz/c/"]
    assert chosen[0].captured_at == datetime(2015, 5, 1, tzinfo=UTC)
