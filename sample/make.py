"""Makes the embedded sample: acts out the crawls that `articles/*.toml` tell of.

    python -m sample.make        # rewrites sample/archive and sample/truth.jsonl

Times, names and order are fixed, so that the same texts always give the same archive.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawlers.archive.records import Headers
from crawlers.archive.writer import ArchiveWriter
from crawlers.catalogue.configuration import read_toml
from crawlers.web.addresses import canonical
from sample.chapters import Chapter, Crawl
from sample.pages import ALMATY, article, post, render

HERE = Path(__file__).parent
PAUSE = timedelta(seconds=3)
BROWSER = [("User-Agent", "diaspora-monitor (sample)")]
PER_LIST = 30
HTML, XML = "text/html; charset=utf-8", "application/xml; charset=utf-8"


def chapters() -> list[Chapter]:
    """Every file of `articles/`, by name."""
    return [read_toml(path, Chapter) for path in sorted((HERE / "articles").glob("*.toml"))]


def make(archive: Path, truth: Path) -> None:
    """Write the archive file of each crawl below `archive`, and the label of each item to `truth`."""
    shutil.rmtree(archive, ignore_errors=True)
    told = chapters()
    act(archive, told)
    labels = [json.dumps(label, ensure_ascii=False) for chapter in told for label in _labels(chapter)]
    truth.write_text("\n".join(labels) + "\n", encoding="utf-8")


def act(archive: Path, told: list[Chapter]) -> None:
    """Write the archive file of each crawl that the chapters tell of below `archive`."""
    for chapter in told:
        for number, crawl in enumerate(chapter.crawls, 1):
            _Acted(archive, chapter, crawl, f"{number:04}").run()


class _Acted:
    """One crawl of one source, acted out."""

    def __init__(self, archive: Path, chapter: Chapter, crawl: Crawl, token: str) -> None:
        self.chapter, self.crawl = chapter, crawl
        self.now = crawl.began.astimezone(UTC)
        self.seen = [item.as_of(self._local()) for item in chapter.seen_in(crawl)]
        self.requests = self.failed = 0
        self.about = {
            "source_id": chapter.source,
            "via": "sample",
            "started_at": _text(self.now),
            "since": _text(crawl.since),
            "until": _text(crawl.until),
        }
        self.writer = ArchiveWriter(archive, chapter.source, self.about, token=token, clock=lambda: self.now)

    def run(self) -> None:
        """Ask for robots.txt, for what the source lists and for each article, and note how it went."""
        with self.writer:
            self._asked("/robots.txt", "robots", "text/plain", render("robots.txt", self.chapter))
            if self.crawl.covers is None:
                refusal = render("refused.html", self.chapter)
                self._asked(self._list_path(1), self._list_role, HTML, refusal, status="403 Forbidden")
            elif self.chapter.discovery == "wordpress":
                self._posts()
            else:
                self._lists()
                for item in self.seen:
                    self._asked(self.chapter.path(item), "article", HTML, article(self.chapter, item))
            for url in self.crawl.missing:
                self._tick()
                self.failed += 1
                self.writer.failure(url=url, at=self.now, role="article", reason="no copy in the web archive")
            self.writer.close(self._outcome())

    def _lists(self) -> None:
        """What the source lists, newest first: pages of a listing, or one sitemap or feed."""
        paged = self.chapter.discovery == "listing"
        newest = self.seen[::-1]
        size = PER_LIST if paged else max(len(newest), 1)
        for start in range(0, len(newest) or 1, size):
            template = f"{self.chapter.discovery}.{'html' if paged else 'xml'}"
            body = render(template, self.chapter, items=newest[start : start + size])
            self._asked(self._list_path(1 + start // size), self._list_role, HTML if paged else XML, body)

    def _posts(self) -> None:
        """The answers of WordPress's REST API, which hold the articles themselves."""
        pages = -(-len(self.seen) // PER_LIST) or 1
        totals = [("X-WP-Total", str(len(self.seen))), ("X-WP-TotalPages", str(pages))]
        for page in range(pages):
            posts = [post(self.chapter, item) for item in self.seen[page * PER_LIST : (page + 1) * PER_LIST]]
            body = json.dumps(posts, ensure_ascii=False)
            path = self._list_path(page + 1)
            self._asked(path, self._list_role, "application/json; charset=UTF-8", body, totals=totals)

    @property
    def _list_role(self) -> str:
        return {"wordpress": "api"}.get(self.chapter.discovery, self.chapter.discovery)

    def _list_path(self, page: int) -> str:
        return self.chapter.lists_at.format(page=page, offset=(page - 1) * PER_LIST)

    def _asked(
        self,
        path: str,
        role: str,
        mime: str,
        text: str,
        status: str = "200 OK",
        totals: Headers | None = None,
    ) -> None:
        self._tick()
        self.requests += 1
        self.failed += not status.startswith("200")
        url, body = self.chapter.site + path, text.encode()
        answer = [("Content-Type", mime), ("Content-Length", str(len(body))), *(totals or [])]
        self.writer.exchange(
            url=url,
            at=self.now,
            request=(f"GET {path} HTTP/1.1", [("Host", urlsplit(url).netloc), *BROWSER]),
            response=(status, answer, body),
            role=role,
        )

    def _tick(self) -> None:
        self.now += PAUSE

    def _local(self) -> datetime:
        return self.now.astimezone(ALMATY).replace(tzinfo=None)

    def _outcome(self) -> dict[str, Any]:
        first, last = self.crawl.covers or (None, None)
        return self.about | {
            "finished_at": _text(self.now),
            "outcome": self.crawl.outcome,
            "reason": self.crawl.reason or None,
            "discovery": self.chapter.discovery,
            "covers_from": _text(first),
            "covers_until": _text(last),
            "requests": self.requests,
            "found": len(self.seen) + len(self.crawl.missing),
            "fetched": len(self.seen),
            "failed": self.failed,
        }


def _labels(chapter: Chapter) -> Iterator[dict[str, Any]]:
    """What a careful reader says about each item that some crawl fetched."""
    fetched = {item.slug for crawl in chapter.crawls for item in chapter.seen_in(crawl)}
    for item in chapter.items:
        if item.slug in fetched:
            yield {
                "id": f"{chapter.source}/{item.slug}",
                "url": canonical(chapter.site + chapter.path(item)),
                "source": chapter.source,
                "language": chapter.language_of(item),
                "day": None if item.undated else _text(item.day),
                "title": item.edited.title if item.edited and item.edited.title else item.title,
                "copy_of": item.copy_of,
                "concerns": item.concerns,
                "topics": item.topics,
            }


def _text(moment: date | None) -> str | None:
    """A day or an instant as ISO 8601."""
    return moment.isoformat().replace("+00:00", "Z") if moment else None


if __name__ == "__main__":
    make(HERE / "archive", HERE / "truth.jsonl")
