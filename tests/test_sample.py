"""The embedded sample: remade it is the same, its label stands everywhere, and it reads as its labels say."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawlers.archive.reader import read
from crawlers.archive.records import CRAWL_BEGUN, CRAWL_ENDED, Capture, Damage, Note
from crawlers.catalogue.sources import Catalogue, load_catalogue
from crawlers.extract.documents import Document
from crawlers.extract.parsers import NotADocument, PageInput
from crawlers.extract.parsers import read as read_page
from sample.make import HERE, chapters, make
from sample.pages import LABEL

WINDOW = date(2015, 4, 1), date(2016, 7, 31)
NINE = {
    "bulgarian", "estonian", "finnish", "german", "greek", "hungarian", "lithuanian", "polish", "romanian",
}  # fmt: skip
ARCHIVE = sorted((HERE / "archive").rglob("*.warc.gz"))


def truth() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / "truth.jsonl").read_text(encoding="utf-8").splitlines()]


def captures() -> Iterator[Capture]:
    for path in ARCHIVE:
        yield from (item for item in read(path) if isinstance(item, Capture))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(HERE, HERE.parent / "config" / "diasporas")


@pytest.fixture(scope="module")
def shown(catalogue: Catalogue) -> list[Document]:
    """Every document in the archive, in the order in which the captures show them."""
    return [document for capture in captures() for document in documents(catalogue, capture)]


def documents(catalogue: Catalogue, capture: Capture) -> list[Document]:
    source = catalogue.owner(capture.url)
    assert source is not None, capture.url
    site = source.site_for(capture.url)
    assert site is not None
    page = PageInput(
        url=capture.url,
        body=capture.body,
        mime=capture.mime,
        charset="utf-8",
        captured_at=capture.captured_at,
        role=capture.role,
        source_id=source.id,
        reader=site.pages,
        articles=site.articles,
    )
    try:
        return read_page(page)
    except NotADocument:
        assert capture.role not in {"article", "api"}, capture.url
        return []


def test_remade_it_is_the_same(tmp_path: Path) -> None:
    make(tmp_path / "archive", tmp_path / "truth.jsonl")
    remade = sorted((tmp_path / "archive").rglob("*.warc.gz"))
    assert [path.relative_to(tmp_path) for path in remade] == [path.relative_to(HERE) for path in ARCHIVE]
    for here, again in zip(ARCHIVE, remade, strict=True):
        # Unpacked, because two builds of zlib may pack the same bytes differently.
        assert gzip.decompress(here.read_bytes()) == gzip.decompress(again.read_bytes()), here.name
    assert (tmp_path / "truth.jsonl").read_text() == (HERE / "truth.jsonl").read_text()


def test_it_stays_small() -> None:
    assert sum(path.stat().st_size for path in ARCHIVE) < 600_000


@pytest.mark.parametrize("path", ARCHIVE, ids=lambda path: path.stem)
def test_each_file_is_a_whole_crawl(path: Path) -> None:
    items = list(read(path))
    assert not [item for item in items if isinstance(item, Damage)]
    notes = [item for item in items if isinstance(item, Note)]
    assert (notes[0].what, notes[-1].what) == (CRAWL_BEGUN, CRAWL_ENDED)
    facts = notes[-1].facts
    assert facts["via"] == "sample"
    assert facts["requests"] == sum(isinstance(item, Capture) for item in items)
    assert (facts["covers_from"] is None) == (facts["outcome"] == "blocked")


def test_every_answer_carries_the_label_and_no_article_does(shown: list[Document]) -> None:
    assert not [capture.url for capture in captures() if LABEL not in capture.body.decode()]
    assert not [document.url for document in shown if LABEL in document.title + document.text]


def test_every_source_says_that_it_is_a_sample(catalogue: Catalogue) -> None:
    for source in catalogue:
        assert source.name.endswith(" (sample)")
        assert all(host.endswith(".example") for host in source.hosts)
    assert {chapter.source for chapter in chapters()} == {source.id for source in catalogue}


def test_everything_was_published_in_the_window_but_the_one_without_a_date() -> None:
    assert [item["id"] for item in truth() if item["day"] is None] == ["lituanica-sample/kto-my-takie"]
    days = [date.fromisoformat(item["day"]) for item in truth() if item["day"]]
    assert WINDOW[0] <= min(days)
    assert max(days) <= WINDOW[1]


def test_each_item_is_read_as_it_is_labelled(shown: list[Document]) -> None:
    read_as = {
        document.url: (document.title, document.published.day.isoformat() if document.published else None)
        for document in shown
    }
    assert read_as == {item["url"]: (item["title"], item["day"]) for item in truth()}


def test_texts_are_read_without_what_stands_around_them(shown: list[Document]) -> None:
    told = {text for chapter in chapters() for item in chapter.items for text in versions(item)}
    assert not [document.url for document in shown if document.text not in told]


def versions(item: Any) -> set[str]:
    """Its texts, without the line that says from whom a paper took it: that is kept apart."""
    texts = {item.text, item.edited.text} if item.edited else {item.text}
    return {re.sub(r"\nSource: .*\Z", "", text) for text in texts}


def test_the_edited_item_is_shown_in_both_versions(shown: list[Document]) -> None:
    edited = [document for document in shown if document.url.endswith("/fuenfzig-jahre-korrektur")]
    assert [document.title for document in edited] == [
        "Deutsche Gesellschaft zählt neun Begegnungszentren im Norden",
        "Deutsche Gesellschaft zählt elf Begegnungszentren im Norden",
    ]
    assert edited[0].modified_at is None
    assert edited[1].modified_at is not None


def test_what_a_site_refused_to_show_is_not_known(shown: list[Document]) -> None:
    hidden = [
        item for chapter in chapters() for item in chapter.items if item.slug == "1-dekabrya-den-rumynii"
    ]
    assert len(hidden) == 1
    assert hidden[0].title not in {document.title for document in shown} | {item["title"] for item in truth()}


def test_reprints_follow_what_they_reprint() -> None:
    days = {item["id"]: item["day"] for item in truth()}
    reprints = [item for item in truth() if item["copy_of"]]
    assert len(reprints) == 4
    assert all(days[item["copy_of"]] < item["day"] for item in reprints)


def test_all_nine_are_spoken_of_and_most_news_speaks_of_none() -> None:
    assert {diaspora for item in truth() for diaspora in item["concerns"]} == NINE
    papers = [item for item in truth() if item["source"] in {"astana-times-sample", "kazpravda-sample"}]
    assert sum(not item["concerns"] for item in papers) > len(papers) / 2
    estonian_at_home = [item for item in truth() if item["concerns"].get("estonian") == "community"]
    assert 0 < len(estonian_at_home) < 10
