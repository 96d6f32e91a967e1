"""What it costs to crawl many sources in one process: 30 and 300 sites of six articles each, found by their sitemaps.

    python -m benchmarks.many_sources [SITES ...]

All sites are asked side by side, at no pace but the crawler's own; one of them takes two seconds for every answer. A
site costs no more among many than among few if CPU and memory a site do not grow; the slow one holds nobody up if all
others are whole long before it is.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.crawl.crawling import Crawl
from tests.crawl.faults.kit import NUMBERS, Fault, by_sitemap, serving
from tests.crawl.loopback import Asked, Loopback, Reply
from tests.crawl.one_crawl import perform
from tests.forked import forked

SLOW = 2.0
"""Seconds that the slow site takes for an answer."""


def main(*numbers: int) -> None:
    """Print a row for each number of sites."""
    print(
        "sites  documents  wall s  CPU ms a site  most memory MB  all others whole after s  the slow one after s"
    )
    for number in numbers or (30, 300):
        sites = [
            Fault(f"site {n}", _slow if n == 0 else _healthy, len(NUMBERS), "complete", "")
            for n in range(number)
        ]
        with tempfile.TemporaryDirectory() as scratch, serving(sites) as served:
            for one in sites:
                by_sitemap(served[one.source_id])
                one.breaks(served[one.source_id])
            entries = {one.source_id: one.entry(served[one.source_id].url) for one in sites}
            crawl = Crawl(Path(scratch), entries, politeness={"timeout": 60})
            began = time.time()
            told, _ = forked(_measured, crawl.order, timeout=3600)
            wall = time.time() - began
        ended = {
            one["source_id"]: datetime.fromisoformat(one["finished_at"]).timestamp() - began
            for one in told["results"]
        }
        whole = sum(one["outcome"] == "complete" for one in told["results"])
        assert whole == number, f"{number - whole} sites are not whole"
        slow = ended.pop(sites[0].source_id)
        print(
            f"{number:>5}  {whole * len(NUMBERS):>9}  {wall:>6.1f}  {1000 * told['cpu'] / number:>13.0f}  "
            f"{told['peak'] / 1024:>14.0f}  {max(ended.values()):>24.1f}  {slow:>20.1f}"
        )


def _healthy(site: Loopback) -> None:
    """As it is."""


def _slow(site: Loopback) -> None:
    for path, page in list(site.pages.items()):
        site.pages[path] = _late(page)


def _late(page: Any) -> Any:
    def answer(_: Asked) -> Reply | str:
        time.sleep(SLOW)
        return page

    return answer


def _measured(order: dict[str, Any]) -> dict[str, Any]:
    results = perform(order)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {"results": results, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
