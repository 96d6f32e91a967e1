"""Many sites at once, each with one fault: what is kept and said, and that the next crawl repairs it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from crawlers.catalogue.sources import Catalogue
from crawlers.warehouse.connection import open_warehouse
from crawlers.warehouse.load import bring_up_to_date
from tests.crawl.crawling import Crawl
from tests.crawl.faults.kit import Fault, serving
from tests.crawl.faults.table import FAULTS, PAGE, with_table
from tests.crawl.loopback import Loopback

pytestmark = pytest.mark.timeout(600)


@dataclass
class Told:
    """How the two crawls of each source went, and the documents that were there after each."""

    first: dict[str, SimpleNamespace]
    kept: dict[str, int]
    second: dict[str, SimpleNamespace]
    repaired: dict[str, int]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Crawl all sites with their faults, then all of them healed; extract and load after each."""
    root = tmp_path_factory.mktemp("faults")
    with serving(FAULTS) as sites:
        for fault in FAULTS:
            fault.kit(sites[fault.source_id])
            fault.breaks(sites[fault.source_id])
        crawl = (
            Crawl(  # one process serves and reads eighty sites: none may be given up, or seem slow, for that
                politeness={"timeout": 60, "longest_wait": 1},
                archive=root / "archive",
                sites={fault.source_id: fault.entry(sites[fault.source_id].url) for fault in FAULTS},
            )
        )
        first, kept = _crawled(crawl, root)
        for fault in FAULTS:
            _heal(fault, sites[fault.source_id])
        second, repaired = _crawled(crawl, root)
    return Told(first, kept, second, repaired)


def _heal(fault: Fault, site: Loopback) -> None:
    url = site.url
    site.__init__()  # type: ignore[misc]
    site.url = url
    fault.kit(site)


def _crawled(crawl: Crawl, root: Path) -> tuple[dict[str, SimpleNamespace], dict[str, int]]:
    results = {result.source_id: result for result in crawl.results()}
    warehouse = root / "warehouse.duckdb"
    catalogue = Catalogue.model_validate(crawl.order["catalogue"])
    bring_up_to_date(
        lambda: open_warehouse(warehouse), crawl.archive, root / "extracted", catalogue, "Asia/Almaty"
    )
    with open_warehouse(warehouse) as connection:
        rows = connection.execute("SELECT source_id, count(*) FROM documents GROUP BY ALL").fetchall()
    return results, dict(rows)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.source_id)
def test_what_is_kept_and_said(told: Told, fault: Fault) -> None:
    result = told.first[fault.source_id]
    assert (result.outcome, told.kept.get(fault.source_id, 0)) == (fault.outcome, fault.kept), result
    assert fault.says in f"{result.reason} {result.discovery}"
    assert (result.covers_from is None) or result.outcome == "complete"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.source_id)
def test_the_next_crawl_repairs_it(told: Told, fault: Fault) -> None:
    result = told.second[fault.source_id]
    assert (result.outcome, told.repaired.get(fault.source_id, 0)) == (fault.after, fault.repaired), result


def test_the_table_in_the_documentation_is_that_of_the_tests() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_table(page), "run python -m tests.crawl.faults.table"


def test_rows_have_names_of_their_own() -> None:
    assert len({fault.source_id for fault in FAULTS}) == len(FAULTS) >= 60
