"""One crawl as a user begins it: an order in, the facts of its results out."""

from __future__ import annotations

import json
import logging
import resource
import sys
from datetime import date
from typing import Any

from crawlers.catalogue.sources import Catalogue
from crawlers.catalogue.study import Study
from crawlers.crawl.run import crawl


def perform(order: dict[str, Any]) -> list[dict[str, Any]]:
    """Crawl what `order` (see `crawling.Crawl`) asks for; say on stderr what a user would read."""
    logging.basicConfig(stream=sys.stderr)
    logging.getLogger("diaspora").setLevel(logging.INFO)
    if order["largest_file"]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["largest_file"],) * 2)
    days = [date.fromisoformat(day) if day else None for day in order["days"]]
    catalogue = Catalogue.model_validate(order["catalogue"])
    study = Study.model_validate(order["study"])
    results = crawl(catalogue, study, [source.id for source in catalogue], *days, order["via"])
    return [result.facts() for result in results]


if __name__ == "__main__":
    print(json.dumps(perform(json.load(sys.stdin))))
