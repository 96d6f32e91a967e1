"""A crawl of accounts, with keys in the environment, in a process of its own."""

from __future__ import annotations

import logging
import os
from typing import Any

from crawlers.catalogue.sources import Catalogue
from crawlers.catalogue.study import Study
from crawlers.crawl.run import crawl
from tests.forked import forked

_KEYS = {"YOUTUBE_API_KEY", "FACEBOOK_ACCESS_TOKEN"}


def crawled(
    catalogue: Catalogue, study: dict[str, Any], keys: dict[str, str]
) -> tuple[list[dict[str, Any]], str]:
    """Crawl all sources with these keys; return the results' facts, and all that was said."""
    facts, said = forked(_crawl, catalogue, study, keys)
    return facts, said


def _crawl(catalogue: Catalogue, study: dict[str, Any], keys: dict[str, str]) -> list[dict[str, Any]]:
    for name in _KEYS:
        os.environ.pop(name, None)
    os.environ.update(keys)
    logging.basicConfig(level=logging.DEBUG)
    results = crawl(catalogue, Study.model_validate(study), [one.id for one in catalogue], None, None)
    return [result.facts() for result in results]
