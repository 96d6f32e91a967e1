"""What was fetched as an article is a document or a named reason, and a crawl that read too little vouches for no day."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from crawlers.archive.writer import ArchiveWriter
from crawlers.catalogue.sources import Catalogue
from tests.extract.place import BEGUN, Place, page, paper

SENTENCE = "Общество немцев открыло воскресную школу в Доме дружбы и пригласило соседей на праздник песни. "
CONSENT = (
    "<html><head><title>Наши гости</title></head><body><h1>Наши гости</h1><p>"
    + "Сегодня мы говорим о том, как устроен этот дом, кто в него приходит и что о нём рассказывают соседи. "
    * 4
    + "</p></body></html>"
)


def story(number: int) -> str:
    return page(f"Школа открыта в {number}-й раз", SENTENCE * 4 + str(number), SENTENCE * 2)


def undated(number: int) -> str:
    return story(number).replace("article:published_time", "x")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path, Catalogue(newspapers=(paper(),), centres=()))


def pages(*bodies: str) -> dict[str, str]:
    return {f"https://paper.example/news/{number}": body for number, body in enumerate(bodies)}


@pytest.mark.parametrize(
    ("good", "body", "alike", "documents", "outcome"),
    [
        (0, CONSENT, 8, 0, "broken"),
        (40, CONSENT, 3, 40, "complete"),  # few of many, and no date
        (9, story(99), 3, 9, "complete"),  # a fifth of the pages
        (40, story(99), 9, 40, "complete"),  # very many
        (40, story(99), 3, 43, "complete"),  # one article under three addresses, as some sites have it
    ],
)
def test_a_page_that_stands_for_many_addresses_is_no_document(
    place: Place, good: int, body: str, alike: int, documents: int, outcome: str
) -> None:
    place.crawl(pages(*[story(number) for number in range(good)], *[body] * alike))
    place.load()
    assert place.ask("SELECT count(*) FROM documents") == [(documents,)]
    assert place.ask("SELECT outcome FROM crawls") == [(outcome,)]
    wall = place.ask("SELECT count(*) FROM captures WHERE outcome = 'the same page as for other addresses'")
    assert wall == [(good + alike - documents,)]


MOVED = [("/news/2", "/moved/2", story(2)), ("/news/3", "/moved/3", story(3))]


@pytest.mark.parametrize(
    ("redirects", "documents"),
    [
        ([(f"/news/{number}", "/welcome", CONSENT) for number in range(3)], {"/news/9"}),
        ([("/news/1", "/welcome", CONSENT)], {"/news/9"}),
        ([("/news/1", "/moved/1", undated(1)), *MOVED], {"/news/9", "/moved/1", "/moved/2", "/moved/3"}),
        ([("/news/1", "/moved/1", undated(1)), ("/news/0", "/moved/1", undated(1)), *MOVED], {"/news/9", "/moved/2", "/moved/3"}),
    ],
    ids=["many", "the only one that leads anywhere", "others moved with their dates", "two"],
)  # fmt: skip
def test_a_page_that_addresses_lead_to_is_no_document(
    redirects: list[tuple[str, str, str]], documents: set[str], place: Place
) -> None:
    writer = ArchiveWriter(place.root / "archive", "paper", {"via": "live", "started_at": BEGUN.isoformat()})
    html = [("Content-Type", "text/html; charset=utf-8")]
    answers: list[tuple[str, str, list[tuple[str, str]], str]] = [("/news/9", "200 OK", html, story(9))]
    for address, target, body in redirects:
        answers += [(address, "302 Found", [("Location", target)], ""), (target, "200 OK", html, body)]
    for second, (path, status, headers, body) in enumerate(answers):
        writer.exchange(
            url=f"https://paper.example{path}",
            at=BEGUN + timedelta(seconds=second),
            request=("GET / HTTP/1.1", []),
            response=(status, headers, body.encode()),
            role="article",
        )
    writer.close({"outcome": "complete", "finished_at": BEGUN.isoformat()})
    place.load()
    assert {
        url.removeprefix("https://paper.example") for (url,) in place.ask("SELECT url FROM documents")
    } == documents


def test_a_crawl_that_became_mostly_no_documents_vouches_for_no_day(place: Place) -> None:
    place.crawl(pages(*[story(number) for number in range(4)]))
    assert place.load().unread == ()
    empty = {url.replace("/news/", "/new/"): "<html></html>" for url in pages(*["-"] * 5)}
    path = place.crawl(empty)
    (unread,) = place.load().unread
    assert (unread.source_id, unread.crawl_id, unread.unread) == ("paper", path.stem.removesuffix(".warc"), 5)
    assert "5 of 5 became no document" in str(unread)
    assert place.ask("SELECT outcome, covers_from FROM crawls ORDER BY started_at") == [
        ("complete", None),
        ("broken", None),
    ]


def test_where_no_article_has_a_date_a_page_without_one_says_nothing(place: Place) -> None:
    place.crawl(pages(*[undated(number) for number in range(40)], *[undated(99)] * 3))
    place.load()
    assert place.ask("SELECT count(*) FROM documents") == [(43,)]
