"""A first look at every source of the catalogue, in a handful of polite requests each: what works, and what must be mended."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from crawlers.archive.reader import read
from crawlers.archive.records import EXCHANGE_FAILED, Capture, Note
from crawlers.catalogue.sources import Catalogue, Centre
from crawlers.catalogue.study import Paths, Study
from crawlers.crawl.fetcher import ENOUGH
from crawlers.crawl.result import CrawlResult
from crawlers.crawl.run import crawl
from crawlers.extract.runner import extract_file
from crawlers.web.http_date import served_at

REQUESTS = 5
"""For each source, robots.txt among them."""
_ELSEWHERE = re.compile(r"redirects to (\S+), which")


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen of one source. It holds no text, and nothing of the user's."""

    source_id: str
    works: bool
    """An article was found, and its title, text and day were read."""
    found_by: str
    """How articles are found, and why the ways tried before did not work."""
    newest_day: date | None
    articles: int
    """Documents that could be read."""
    lacking: tuple[str, ...]
    """Fields that the first of them has not: `title`, `text`, `day`."""
    read_by: str
    """Parser and where the date was read: `kazpravda, json-ld`."""
    moved_to: str
    """A host that it redirects to and that the catalogue does not name."""
    trouble: str
    """Why nothing could be found or read; empty when it works."""
    clock_off: float | None
    """Seconds that the site's clock is ahead of ours, by its Date header."""


def first_look(catalogue: Catalogue, study: Study, source_ids: Sequence[str]) -> list[Look]:
    """Look at each source's site in `REQUESTS` requests, into a scratch directory that is deleted afterwards.

    Follows every rule of a real crawl (robots.txt, pace, contact); accounts of platforms are not asked. Can be called
    once in a process. Raises ConfigurationError without a contact.
    """
    sites_only = _without_accounts(catalogue)
    polite = study.politeness.model_copy(update={"most_requests": REQUESTS - 1})
    with tempfile.TemporaryDirectory() as scratch:
        archive = Path(scratch) / "archive"
        trial = study.model_copy(update={"paths": Paths(archive=archive), "politeness": polite})
        results = crawl(sites_only, trial, source_ids, None, None)
        return [_look(one, archive, Path(scratch) / "out", sites_only, study.timezone) for one in results]


def _without_accounts(catalogue: Catalogue) -> Catalogue:
    """The same sources, each found by what shows its newest articles first."""

    def bare(source: Any) -> Any:
        sites = tuple(site.newest_first() if site.newest_first().discovery else site for site in source.sites)
        accounts = {"accounts": ()} if isinstance(source, Centre) else {}
        return source.model_copy(update={"sites": sites} | accounts)

    return catalogue.model_copy(
        update={
            "newspapers": tuple(bare(one) for one in catalogue.newspapers),
            "centres": tuple(bare(one) for one in catalogue.centres),
        }
    )


def _look(result: CrawlResult, archive: Path, out: Path, catalogue: Catalogue, timezone: str) -> Look:
    path = result.archive_file
    documents: list[dict[str, Any]] = []
    moved = ""
    offsets: list[float] = []
    if path is not None and path.exists():
        folder = extract_file(path, archive, out, catalogue, timezone, "first look").folder
        columns = ["title", "words", "published_day", "published_method", "extraction"]
        documents = pq.read_table(folder / "documents.parquet", columns=columns).to_pylist()
        for item in read(path):
            if isinstance(item, Note) and item.what == EXCHANGE_FAILED:
                seen = _ELSEWHERE.search(item.facts["reason"])
                moved = seen[1] if seen else moved
            elif isinstance(item, Capture) and (told := served_at(item.header("Date"))):
                offsets.append(told.timestamp() - item.captured_at.timestamp())
    first = documents[0] if documents else None
    lacking = tuple(name for name, there in _fields(first).items() if not there) if first else ()
    return Look(
        source_id=result.source_id,
        works=first is not None and not lacking,
        found_by=result.discovery,
        newest_day=max((one["published_day"] for one in documents if one["published_day"]), default=None),
        articles=len(documents),
        lacking=lacking,
        read_by=f"{first['extraction']}, {first['published_method']}" if first else "",
        moved_to=moved,
        trouble="" if first and not lacking else _trouble(result, lacking),
        clock_off=sorted(offsets)[len(offsets) // 2] if offsets else None,
    )


def _fields(document: dict[str, Any]) -> dict[str, bool]:
    return {
        "title": bool(document["title"]),
        "text": document["words"] >= 20,
        "day": document["published_day"] is not None,
    }


def _trouble(result: CrawlResult, lacking: tuple[str, ...]) -> str:
    if lacking:
        return f"The article looked at has no {', no '.join(lacking)} that its parser finds."
    if result.reason == ENOUGH:
        return f"No article within {REQUESTS} requests. Tried: {result.discovery}"
    return result.reason or "No article was found."
