"""Looks at a site that is not in the catalogue yet, and writes its entry."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlsplit

import pyarrow.parquet as pq

from crawlers.catalogue.configuration import ConfigurationError
from crawlers.catalogue.sources import Catalogue, Newspaper, Site
from crawlers.catalogue.study import Paths, Study
from crawlers.crawl.result import CrawlResult
from crawlers.crawl.run import crawl
from crawlers.extract.runner import extract_file
from crawlers.web.addresses import site

_DAYS = (14, 400, None)
"""How far back the trial crawls look, one after the other until articles are found: a centre may be quiet for a year."""
_LONGEST = 600.0
"""Seconds for each: enough to see what works, little enough to be polite."""
_FEW = 0.2
"""Where more than this share of what was fetched as articles were lists, a pattern for articles is proposed."""


def probe(url: str, study: Study) -> str:
    """Crawl the newest of the site at `url` into a scratch directory; return a TOML entry with what was seen.

    Follows every rule of a real crawl (robots.txt, pace, contact). Raises ConfigurationError without a contact
    address, and for what is no web address.
    """
    url = url if "://" in url else f"https://{url}"
    try:
        host = site(url)
    except ValueError as error:
        raise ConfigurationError(f"{error}; it needs the form https://a-paper.kz") from None
    source = Newspaper(
        id=host.replace(".", "-").replace(":", "-"),
        name=host,
        languages=(),
        provenance="probed",
        site=(Site(url=url),),
    )
    catalogue = Catalogue(newspapers=(source,), centres=())
    today = datetime.now(UTC).date()
    polite = study.politeness.model_copy(
        update={"longest_crawl": min(_LONGEST, study.politeness.longest_crawl)}
    )
    with tempfile.TemporaryDirectory() as scratch:
        paths = Paths(archive=Path(scratch) / "archive")
        trial = study.model_copy(update={"paths": paths, "politeness": polite})
        for days in _DAYS:
            since = today - timedelta(days=days) if days else None
            # each in a process of its own: Twisted's reactor runs once
            with ProcessPoolExecutor(1, get_context("spawn")) as pool:
                [result] = pool.submit(crawl, catalogue, trial, [source.id], since, None).result()
            captures, documents = _read(paths.archive, Path(scratch) / "out", catalogue, study.timezone)
            if documents or result.outcome == "blocked":
                break
    return _entry(source, result, captures, documents, days, today.isoformat())


def _read(
    archive: Path, out: Path, catalogue: Catalogue, timezone: str
) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    captures: list[dict[str, str]] = []
    documents: list[dict[str, str]] = []
    for path in archive.rglob("*.warc.gz"):
        folder = extract_file(path, archive, out, catalogue, timezone, "probe").folder
        columns = ["url", "declared_language", "published_method", "extraction"]
        documents += pq.read_table(folder / "documents.parquet", columns=columns).to_pylist()
        captures += pq.read_table(
            folder / "captures.parquet", columns=["document_url", "role", "outcome"]
        ).to_pylist()
    return captures, documents


def _entry(
    source: Newspaper,
    result: CrawlResult,
    captures: list[dict[str, str]],
    documents: list[dict[str, str]],
    days: int | None,
    day: str,
) -> str:
    found_by = (result.discovery or "nothing").replace("; ", "\n#   not by ")
    languages = [
        str(name) for name, _ in Counter(d["declared_language"] for d in documents).most_common(3) if name
    ]
    dates = Counter(str(d["published_method"]) for d in documents).most_common(1)
    period = f"of the last {days} days" if days else "of all times"
    seen = [
        f"# Probed {day}: {result.outcome}. {result.reason}",
        f"# Found by: {found_by}",
        f"# {len(documents)} documents {period} read; dates from: {dates[0][0] if dates else 'none'}",
        *(f"#   {d['url']}" for d in documents[:3]),
    ]
    entry = [
        "[[newspaper]]",
        f"id = {json.dumps(source.id)}",
        f"name = {json.dumps(source.name)}    # as people know it",
        f'languages = {json.dumps(languages)}    # codes such as "ru", the chief one first',
        'provenance = ""    # who says that this source matters',
        "",
        "[[newspaper.site]]",
        f"url = {json.dumps(source.sites[0].url)}",
        *_proposals(captures, documents),
    ]
    return "\n".join([*seen, *entry])


def _proposals(captures: list[dict[str, str]], documents: list[dict[str, str]]) -> list[str]:
    """Keys that a person may need: what tells articles from lists, or where lists are when none was found."""
    if not documents:
        return [
            '# sitemaps = ["https://…/sitemap.xml"]    # where its list of articles is, if you know one of these',
            '# feeds = ["https://…/rss"]',
            '# listings = ["https://…/news?page={page}"]',
        ]
    fetched = [one for one in captures if one["role"] == "article" and "leads to" not in one["outcome"]]
    lists = [one["document_url"] for one in fetched if one["outcome"] in {"listing", "home page"}]
    if len(lists) <= _FEW * len(fetched):
        return []
    beginnings = Counter(urlsplit(one["url"]).path.split("/")[1] for one in documents if "/" in one["url"])
    first, _ = beginnings.most_common(1)[0]
    own = f"^/{first}/" if first and beginnings[first] > len(documents) / 2 else "^/…/"
    return [
        f"articles = {json.dumps(own)}    # {len(lists)} of {len(fetched)} addresses were lists, {lists[0]} for one"
    ]
