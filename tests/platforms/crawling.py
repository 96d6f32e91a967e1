"""One crawl in a process of its own, forked from one that has imported Scrapy already: Twisted's reactor runs once.

Imports nothing that starts threads, so that forking is safe.
"""

from __future__ import annotations

import json
import logging
import os
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from crawlers.crawl import crawl
from crawlers.sources import Catalogue
from crawlers.study import Study

_FORKS = get_context("forkserver")
_FORKS.set_forkserver_preload([__name__])
_KEYS = {"YOUTUBE_API_KEY", "FACEBOOK_ACCESS_TOKEN"}


def crawled(
    catalogue: Catalogue, study: dict[str, Any], keys: dict[str, str], folder: Path
) -> tuple[list[dict[str, Any]], str]:
    """Crawl all sources with these keys in the environment; return the results' facts, and all that was said."""
    said, told = folder / "said.log", folder / "told.json"
    process = _FORKS.Process(target=_crawl, args=(catalogue, study, keys, said, told))
    process.start()
    process.join(120)
    log = said.read_text(encoding="utf-8")
    assert process.exitcode == 0, log
    process.close()
    return json.loads(told.read_text(encoding="utf-8")), log


def _crawl(catalogue: Catalogue, study: dict[str, Any], keys: dict[str, str], said: Path, told: Path) -> None:
    with said.open("w", encoding="utf-8") as stream:
        os.dup2(stream.fileno(), 1)
        os.dup2(stream.fileno(), 2)
        for name in _KEYS:
            os.environ.pop(name, None)
        os.environ.update(keys)
        logging.basicConfig(level=logging.DEBUG)
        results = crawl(catalogue, Study.model_validate(study), [one.id for one in catalogue], None, None)
        told.write_text(json.dumps([result.facts() for result in results]), encoding="utf-8")
