"""Runs crawls as a user does, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from crawlers.archive.reader import in_order, read
from crawlers.archive.records import Capture, Note
from crawlers.web.addresses import canonical
from tests.crawl.one_crawl import perform
from tests.forked import forked


@dataclass
class Crawl:
    """What to crawl and where to keep it; `result` runs it."""

    archive: Path
    sites: dict[str, dict[str, Any] | list[dict[str, Any]]]
    """Source ids and the keys of their site, or of each of their sites."""
    since: str | None = None
    until: str | None = None
    politeness: dict[str, Any] = field(default_factory=dict)
    via: str = "live"
    watch: bool = False
    web_archives: dict[str, Any] = field(default_factory=dict)
    largest_file: int | None = None
    """Bytes after which the system refuses to write to a file, as it does on a full disk."""

    longest: float = 280
    """Seconds after which a crawl is taken to hang."""

    @property
    def order(self) -> dict[str, Any]:
        politeness = {"contact": "mail@example.org", "delay": 0, "private_addresses": True, "timeout": 5}
        window = {"name": "study", "since": "2015-04-01", "until": "2016-07-31"}
        papers = [
            {
                "id": name,
                "name": name,
                "languages": ["ru"],
                "provenance": "a test",
                "watch": self.watch,
                "site": sites if isinstance(sites, list) else [sites],
            }
            for name, sites in self.sites.items()
        ]
        return {
            "catalogue": {"newspapers": papers, "centres": []},
            "study": {
                "window": [window],
                "politeness": politeness | self.politeness,
                "paths": {"archive": str(self.archive)},
                "web_archives": {"delay": 0} | self.web_archives,
            },
            "days": [self.since, self.until],
            "via": self.via,
            "largest_file": self.largest_file,
        }

    def start(self) -> subprocess.Popen[str]:
        """Begin the crawl and return its process, to be killed or told to stop."""
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.crawl.one_crawl"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        assert process.stdin
        process.stdin.write(json.dumps(self.order))
        process.stdin.close()
        process.stdin = None
        return process

    def results(self) -> list[SimpleNamespace]:
        """Crawl to the end and return the results, in the order of the sources."""
        facts, said = forked(perform, self.order, timeout=self.longest)
        assert "Traceback" not in said, said
        return [SimpleNamespace(**one, log=said) for one in facts]

    def result(self) -> SimpleNamespace:
        """Crawl the only source to the end."""
        (result,) = self.results()
        return result


def crawl(
    archive: Path, url: str, *, since: str | None = None, until: str | None = None, **more: Any
) -> SimpleNamespace:
    """Crawl the site at `url`; `more` are keys of the site, or of politeness."""
    site_keys = {"discovery", "articles", "sitemaps", "feeds", "listings", "crawl_delay"}
    site = {key: value for key, value in more.items() if key in site_keys}
    politeness = {key: value for key, value in more.items() if key not in site_keys}
    return Crawl(archive, {"paper": {"url": url, **site}}, since, until, politeness).result()


def kept(archive: Path) -> list[Capture | Note]:
    """Everything that all archive files hold, in order."""
    folders = sorted({path.parent for path in archive.rglob("*.warc.gz")})
    return [item for folder in folders for path in in_order(folder) for item in read(path)]


def captures(archive: Path, role: str | None = None) -> list[Capture]:
    """Every archived answer, or those of one role."""
    return [item for item in kept(archive) if isinstance(item, Capture) and role in {None, item.role}]


def articles(archive: Path) -> list[str]:
    """Canonical addresses of the documents archived, as often as they are: pages, and posts in API answers."""
    pages = [canonical(capture.url) for capture in captures(archive, "article") if capture.status == 200]
    posts = [
        canonical(post["link"])
        for capture in captures(archive, "api")
        if capture.status == 200
        for post in json.loads(capture.body)
        if post["content"]["rendered"]
    ]
    return pages + posts


def failures(archive: Path) -> dict[str, str]:
    """Addresses that gave no answer, and why."""
    return {
        item.facts["url"]: item.facts["reason"]
        for item in kept(archive)
        if isinstance(item, Note) and item.what == "exchange-failed"
    }
