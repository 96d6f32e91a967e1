"""What a site repeats under its articles never reaches `documents.text`, in whatever order archives arrive."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawlers.catalogue.sources import Catalogue
from crawlers.warehouse.documents.site_boilerplate import DOCUMENTS
from tests.extract.place import Place, page, paper

FOOTER = "Канал «Немцы Казахстана» в телеграме: новости культуры и спорта, каждый день и на двух языках."
BOX = "Редакция газеты благодарит всех, кто выписал её на новый год, и ждёт писем читателей из всех областей."
BODIES = tuple(
    f"Праздник {n} собрал гостей из всех областей страны, и {n} артистов пели на сцене до ночи."
    for n in range(60)
)
_FRESH = itertools.count()


def a_place(tmp_path: Path) -> Place:
    return Place(
        tmp_path, Catalogue(newspapers=(paper(), paper("other", url="https://other.example")), centres=())
    )


def articles(numbers: range, *also: str, host: str = "paper") -> dict[str, str]:
    return {f"https://{host}.example/{n}": page(f"Праздник {n}", BODIES[n], *also) for n in numbers}


def texts(place: Place) -> dict[str, str]:
    return dict(place.ask("SELECT url, text FROM documents ORDER BY url"))


def test_a_footer_is_no_article_s(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    place.crawl(articles(range(DOCUMENTS - 1), FOOTER))
    place.crawl(articles(range(3), FOOTER, host="other"), "other")
    place.load()
    assert all(FOOTER in text for text in texts(place).values()), "seven times may be chance"
    place.crawl(articles(range(7, 9), FOOTER))
    place.load()
    found = texts(place)
    assert [text for url, text in found.items() if "paper" in url] == [*BODIES[:9]]
    assert all(FOOTER in text for url, text in found.items() if "other" in url), (
        "each site has its own furniture"
    )
    assert place.ask("SELECT source_id, line, documents FROM repeated_lines") == [("paper", FOOTER, 9)]
    assert place.ask("SELECT DISTINCT words FROM documents WHERE url = 'https://paper.example/7'") == [(15,)]
    assert place.ask("SELECT count(*) FROM document_versions WHERE contains(text, 'телеграме')") == [(12,)]


def test_pages_that_repeat_each_other_keep_their_text(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    place.crawl({f"https://paper.example/{n}": page(f"Праздник {n}", BOX, FOOTER) for n in range(20)})
    place.load()
    assert all(FOOTER in text for text in texts(place).values())


@pytest.mark.slow
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(4)), apart=st.sets(st.integers(0, 3)))
def test_the_order_of_archives_does_not_matter(tmp_path: Path, order: list[int], apart: set[int]) -> None:
    """Four crawls, the second of which saw edited pages: all at once, or one after the other in any order."""
    pages = [
        articles(range(6), FOOTER),
        articles(range(3, 9), FOOTER, BOX),
        articles(range(9, 30), BOX),
        articles(range(30, 40)),
    ]
    made = a_place(tmp_path / "made") if not (tmp_path / "made").exists() else None
    if made:
        for one in pages:
            made.crawl(one)
        made.load()
        (tmp_path / "expected").write_text(repr(_all(made)), encoding="utf-8")
    files = sorted((tmp_path / "made" / "archive" / "paper").glob("*.warc.gz"))
    place = a_place(tmp_path / f"again-{next(_FRESH)}")
    (place.root / "archive" / "paper").mkdir(parents=True)
    for number in order:
        (place.root / "archive" / "paper" / files[number].name).write_bytes(files[number].read_bytes())
        if number in apart:
            place.load()
    place.load()
    assert repr(_all(place)) == (tmp_path / "expected").read_text(encoding="utf-8")


def _all(place: Place) -> list[tuple[object, ...]]:
    return place.ask("SELECT * FROM documents ORDER BY url") + place.ask(
        "SELECT * FROM repeated_lines ORDER BY ALL"
    )
