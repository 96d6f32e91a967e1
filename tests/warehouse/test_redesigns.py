"""A redesign: the pages still come, and the page function cannot read them any more. Somebody has to be told."""

from __future__ import annotations

from pathlib import Path

from crawlers.catalogue.sources import Catalogue
from tests.extract.place import Place, page, paper

PARAGRAPH = "Праздник собрал гостей из всех областей страны. " * 9


def kazpravda(number: int, *, day: str = "1 мая 2026 г. 12:28") -> str:
    """A page in the paper's own markup, as parsers/sites/kazpravda.py knows it."""
    return (
        f'<html lang="ru"><body><article class="article"><h1 class="article__title">Праздник {number}</h1>'
        f'<time class="article__date">{day}</time><div class="article__body"><p>{PARAGRAPH}{number}</p></div>'
        "</article></body></html>"
    )


def place_with(tmp_path: Path, **site: object) -> Place:
    return Place(tmp_path, Catalogue(newspapers=(paper(**site),), centres=()))


def addresses(*numbers: int) -> list[str]:
    return [f"https://paper.example/n/{number}" for number in numbers]


def test_new_markup_is_noticed_and_old_documents_stand(tmp_path: Path) -> None:
    place = place_with(tmp_path, pages="kazpravda")
    place.crawl({url: kazpravda(n) for n, url in enumerate(addresses(*range(5)))})
    assert place.load().redesigned == ()
    before = place.ask("SELECT * FROM documents ORDER BY url")
    place.crawl({url: page(f"Новый вид {n}", PARAGRAPH) for n, url in enumerate(addresses(0, 7, 8, 9))})
    (told,) = place.load().redesigned
    assert (told.source_id, told.field, told.first_bad, told.lately) == (
        "paper", "markup", "https://paper.example/n/0", 4,
    )  # fmt: skip
    after = place.ask(
        "SELECT * EXCLUDE last_seen_at FROM documents WHERE extraction <> 'generic' ORDER BY url"
    )
    assert len(after) == 5
    assert [row[5] for row in after] == [row[5] for row in before], "texts as they were"
    assert place.ask("SELECT outcome, covers_from FROM crawls ORDER BY started_at") == [
        ("complete", None),
        ("broken", None),
    ]
    place.crawl({})
    assert len(place.load().redesigned) == 1, "as long as nobody mends it"
    assert place.ask("SELECT outcome FROM crawls ORDER BY started_at")[-1] == ("broken",)
    assert "https://paper.example/n/0" in str(told)


def test_each_field_can_get_lost(tmp_path: Path) -> None:
    lost = {
        "date": page("Без даты NUMBER", PARAGRAPH).replace("article:published_time", "nothing"),
        "text": page("Без текста NUMBER"),
        "title": f"<html><body><article><p>{PARAGRAPH} NUMBER</p></article></body></html>",
    }
    for field, body in lost.items():
        place = place_with(tmp_path / field)
        place.crawl({url: page(f"Праздник {url}", PARAGRAPH) for url in addresses(*range(5))})
        place.crawl({url: body.replace("NUMBER", url[-1]) for url in addresses(7, 8, 9)})
        assert [(one.field, one.first_bad) for one in place.load().redesigned] == [
            (field, "https://paper.example/n/7")
        ]


def test_walls_before_the_first_article_are_no_other_design(tmp_path: Path) -> None:
    place = place_with(tmp_path)
    place.crawl(dict.fromkeys(addresses(*range(8)), ""))
    place.load()
    place.crawl({url: page(f"Праздник {n}", PARAGRAPH) for n, url in enumerate(addresses(*range(8)))})
    assert place.load().redesigned == ()


def test_the_odd_page_is_no_redesign(tmp_path: Path) -> None:
    place = place_with(tmp_path, pages="kazpravda")
    place.crawl({url: kazpravda(n) for n, url in enumerate(addresses(*range(5)))})
    place.crawl({url: page("Без текста") for url in addresses(7, 8)})
    place.crawl({url: kazpravda(2) for url in addresses(9)})
    place.crawl({url: page("Без текста") for url in addresses(10, 11)})
    assert place.load().redesigned == ()


def test_it_is_over_when_pages_can_be_read_again(tmp_path: Path) -> None:
    place = place_with(tmp_path, pages="kazpravda")
    place.crawl({url: kazpravda(n) for n, url in enumerate(addresses(*range(5)))})
    place.crawl({url: page(f"Новый вид {url}", PARAGRAPH) for url in addresses(7, 8, 9)})
    assert len(place.load().redesigned) == 1
    place.crawl({url: kazpravda(3) for url in addresses(12)})
    assert place.load().redesigned == ()


def test_an_edition_is_redesigned_while_the_others_are_not(tmp_path: Path) -> None:
    place = place_with(tmp_path, pages="kazpravda")
    english = [f"https://paper.example/en/n/{n}" for n in range(8)]
    place.crawl({url: kazpravda(n) for n, url in enumerate([*addresses(*range(5)), *english[:4]])})
    place.crawl({url: page(f"New {url}", PARAGRAPH) for url in english[4:]} | {addresses(9)[0]: kazpravda(2)})
    assert [one.first_bad for one in place.load().redesigned] == [english[4]]
