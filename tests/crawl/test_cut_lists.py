"""A list that is cut says 200 like a whole one: wherever it is cut, it is not taken for whole."""

from __future__ import annotations

import gzip
from pathlib import Path
from random import Random
from time import process_time

import pytest

from crawlers.crawl.discovery.bounded import within_bounds
from crawlers.crawl.discovery.context import Answer, FetchFailed
from crawlers.crawl.discovery.feed import read_feed
from crawlers.crawl.discovery.sitemap import read_sitemap
from tests.crawl.crawling import Crawl
from tests.crawl.faults.kit import Fault, serving
from tests.crawl.loopback import Reply

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
)


WHOLE = Fault("whole", lambda site: None, 0, "complete", "")


def entries(number: int) -> str:
    return "".join(
        f"<url><loc>https://paper.kz/news/{n}/?a=1&amp;b={n}</loc><lastmod>2016-05-{n % 28 + 1:02}</lastmod></url>\n"
        for n in range(number)
    )


def answer(body: bytes) -> Answer:
    return Answer(url="https://paper.kz/sitemap.xml", status=200, headers={}, body=body)


@pytest.mark.parametrize(
    ("number", "places"), [(300, 50), pytest.param(50_000, 50, marks=pytest.mark.soak)], ids=["300", "50000"]
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "packed"])
def test_a_sitemap_is_whole_or_known_to_be_cut(number: int, places: int, pack) -> None:
    body = pack(f"{HEAD}{entries(number)}</urlset>\n".encode())
    whole = read_sitemap(answer(body))
    assert whole is not None
    assert (whole.whole, len(whole.pages)) == (True, number)
    random = Random(number)
    for place in [len(body) - 2, len(body) - 9, *random.sample(range(1, len(body) - 2), places)]:
        cut = read_sitemap(answer(body[:place]))
        assert cut is None or not cut.whole, f"cut at {place} of {len(body)}"


@pytest.mark.soak
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("number", [300, 50_000])
def test_a_crawl_by_a_cut_sitemap_is_never_complete(number: int, tmp_path: Path) -> None:
    """Fifty sites at once, each with its sitemap cut in another place; of a period in which they published nothing."""
    random = Random(number)
    bodies = {}
    cuts = [Fault(f"cut {n}", lambda site: None, 0, "partial", "") for n in range(50)]
    with serving([*cuts, WHOLE]) as sites:
        for fault in [*cuts, WHOLE]:
            site = sites[fault.source_id]
            body = f"{HEAD}{entries(number)}</urlset>\n".replace("https://paper.kz", site.url).encode()
            end = len(body) if fault is WHOLE else random.randrange(1, len(body) - 2)
            bodies[fault.source_id] = end
            site.pages = {
                "/": "<html><body><h1>Газета</h1></body></html>",
                "/robots.txt": f"Sitemap: {site.url}/sitemap.xml\n",
                "/sitemap.xml": Reply(body[:end], headers={"Content-Type": "application/xml"}),
            }
        crawl = Crawl(
            tmp_path,
            {name: {"url": site.url} for name, site in sites.items()},
            "2020-01-01",
            politeness={"timeout": 300},
            longest=2800,
        )
        outcomes = {one.source_id: one.outcome for one in crawl.results()}
    assert outcomes.pop(WHOLE.source_id) == "complete"
    assert len(outcomes) == 50
    assert not {name: bodies[name] for name, outcome in outcomes.items() if outcome == "complete"}


def test_a_feed_is_whole_or_known_to_be_cut() -> None:
    items = "".join(f"<item><link>https://paper.kz/{n}</link></item>" for n in range(50))
    body = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
    whole = read_feed(answer(body))
    assert whole is not None
    assert (whole.whole, len(whole.items)) == (True, 50)
    for place in Random(7).sample(range(40, len(body)), 50):
        cut = read_feed(answer(body[:place]))
        assert cut is None or not cut.whole, f"cut at {place} of {len(body)}"


def test_a_feed_whose_declaration_does_not_end_is_read_at_once() -> None:
    items = "".join(f"<item><link>https://paper.kz/{n}</link></item>" for n in range(5))
    torn = '<?xml version="1.0" ' + 'encoding="n="1.0" ' * 3000
    before = process_time()
    read = read_feed(answer(f"{torn}<rss version='2.0'><channel>{items}</channel></rss>".encode()))
    assert read is None or len(read.items) == 5
    assert process_time() - before < 2


def test_a_list_that_keeps_its_reader_busy_costs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(given: Answer) -> None:
        while True:
            pass

    monkeypatch.setattr("crawlers.extract.limits.SECONDS", 0.1)
    with pytest.raises(FetchFailed, match=r"sitemap\.xml is unreadable: more than 0 seconds of work"):
        within_bounds(busy, answer(b"x"))
