"""Looks at a site that is not in the catalogue yet, and writes its entry."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq

from crawlers.catalogue.configuration import ConfigurationError
from crawlers.catalogue.sources import Catalogue, Newspaper, Site
from crawlers.catalogue.study import Paths, Study
from crawlers.crawl.result import CrawlResult
from crawlers.crawl.run import crawl
from crawlers.extract.runner import extract_file
from crawlers.web.addresses import site

_DAYS = 14
"""How far back the trial crawl looks: enough to see what works, little enough to be polite."""


def probe(url: str, study: Study) -> str:
    """Crawl the last two weeks of the site at `url` into a scratch directory; return a TOML entry with what was seen.

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
    with tempfile.TemporaryDirectory() as scratch:
        trial = study.model_copy(update={"paths": Paths(archive=Path(scratch) / "archive")})
        [result] = crawl(catalogue, trial, [source.id], today - timedelta(days=_DAYS), None)
        documents = _documents(trial.paths.archive, Path(scratch) / "out", catalogue, study.timezone)
    return _entry(source, result, documents, today.isoformat())


def _documents(archive: Path, out: Path, catalogue: Catalogue, timezone: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for path in archive.rglob("*.warc.gz"):
        folder = extract_file(path, archive, out, catalogue, timezone, "probe").folder
        columns = ["url", "declared_language", "published_method", "extraction"]
        rows += pq.read_table(folder / "documents.parquet", columns=columns).to_pylist()
    return rows


def _entry(source: Newspaper, result: CrawlResult, documents: list[dict[str, object]], day: str) -> str:
    found_by = (result.discovery or "nothing").replace("; ", "\n#   not by ")
    languages = [
        str(name) for name, _ in Counter(d["declared_language"] for d in documents).most_common(3) if name
    ]
    dates = Counter(str(d["published_method"]) for d in documents).most_common(1)
    seen = [
        f"# Probed {day}: {result.outcome}. {result.reason}",
        f"# Found by: {found_by}",
        f"# {len(documents)} documents of the last {_DAYS} days read; dates from: {dates[0][0] if dates else 'none'}",
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
    ]
    return "\n".join([*seen, *entry])
