"""Each saved page gives exactly the documents that are written down beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawlers.catalogue.sources import Site, load_catalogue
from crawlers.crawl.discovery.article_addresses import may_be_article
from crawlers.extract.parsers import readers
from crawlers.extract.parsers.layout import versions
from crawlers.web.addresses import canonical
from tests.extract.parsers.saved import CASES, HERE, outcome

CONFIG = Path(__file__).parents[3] / "config"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_a_saved_page_is_read_as_written_down(case: Path) -> None:
    expected = json.loads(case.read_text(encoding="utf-8"))
    del expected["page"]

    assert outcome(case) == expected


def test_every_page_has_its_expectation() -> None:
    pages = {path.with_suffix(".json") for path in HERE.glob("*/*") if path.suffix in {".html", ".rest"}}

    assert pages == set(CASES)


def test_every_generation_of_markup_has_a_saved_page() -> None:
    known = {version.name for reader in readers() for version in versions(reader)}
    shown = {
        document["extraction"]
        for case in CASES
        for document in json.loads(case.read_text(encoding="utf-8")).get("documents", [])
    }

    assert known <= shown


def _shown_by_site() -> dict[Site, list[dict[str, str]]]:
    """How the saved pages were fetched that belong to each site of the catalogue and are documents."""
    catalogue = load_catalogue(CONFIG, CONFIG / "diasporas")
    shown: dict[Site, list[dict[str, str]]] = {site: [] for source in catalogue for site in source.sites}
    for case in CASES:
        told = json.loads(case.read_text(encoding="utf-8"))
        owner = catalogue.owner(told["page"]["url"])
        if owner and "documents" in told and told["page"].get("role") != "api":
            site = owner.site_for(told["page"]["url"])
            assert site
            shown[site].append(told["page"])
    return shown


def test_every_site_with_markup_of_its_own_has_a_saved_page() -> None:
    assert not [site.url for site, pages in _shown_by_site().items() if site.pages and not pages]


def test_what_is_saved_is_what_a_crawl_would_take_and_how_it_would_be_read() -> None:
    for site, pages in _shown_by_site().items():
        for page in pages:
            assert may_be_article(canonical(page["url"]), site), page["url"]
            assert page.get("reader") == site.pages, page["url"]


def test_every_saved_page_says_that_it_was_written_for_the_tests() -> None:
    for path in HERE.glob("*/*.html"):
        assert b"Written for this test" in path.read_bytes(), path
