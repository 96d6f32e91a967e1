"""How well and how fast pages are read, beside the readers that people would use instead.

    python -m benchmarks.extraction [PAGES.jsonl[.gz] …]

A line of PAGES is one page: `url`, `html`, and what is known of it: `text`, `title`, `date` (YYYY-MM-DD), `set` (a
name; each set has its own table). Without arguments the project's own saved pages are read; they were made for this
reader, so their scores say only that nothing broke, and their speed is that of small pages.

* text: runs of four words, precision and recall averaged over the pages (the measure of
  scrapinghub/article-extraction-benchmark).
* title: equal but for case, spaces and punctuation. day: right of all dated pages, and precision of the days given.
* speed: pages per second of processor time, fastest of three passes over all pages in one process, and as a ratio to trafilatura with
  its metadata. Peers that are not installed are passed over.
"""

from __future__ import annotations

import gzip
import importlib
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from typing import Any

from crawlers.extract.parsers import NotADocument, PageInput, read
from crawlers.web.addresses import site
from crawlers.web.charset import decoded

_PASSES = 3
_SAVED = Path(__file__).parents[1] / "tests" / "extract" / "parsers"

Page = dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """What one reader made of one page; None where it reads no such thing."""

    title: str | None = None
    day: str | None = None
    text: str | None = None


def ours(page: Page) -> Reading:
    """The product's reader."""
    given = PageInput(
        url=page["url"],
        body=page["html"].encode(),
        mime="text/html",
        charset="utf-8",
        captured_at=datetime.now(UTC),
        role="article",
        source_id=site(page["url"]),
        reader=page.get("reader"),
        articles=None,
    )
    try:
        document = read(given)[0]
    except NotADocument:
        return Reading("", "", "")
    return Reading(document.title, str(document.published.day) if document.published else "", document.text)


def trafilatura(page: Page) -> Reading:
    """The general extractor, with its own metadata."""
    import trafilatura as library

    found = library.bare_extraction(page["html"], url=page["url"], include_comments=False, with_metadata=True)
    return Reading(found.title or "", found.date or "", found.text or "") if found else Reading("", "", "")


def newspaper4k(page: Page) -> Reading:
    """The heir of newspaper3k."""
    import newspaper

    article = newspaper.Article(page["url"], fetch_images=False)
    article.download(input_html=page["html"])
    article.parse()
    return Reading(
        article.title or "",
        str(article.publish_date or "")[:10],
        article.text.removeprefix(article.title or ""),
    )


def htmldate(page: Page) -> Reading:
    """Dates only."""
    import htmldate as library

    return Reading(day=library.find_date(page["html"], url=page["url"], original_date=True) or "")


def resiliparse(page: Page) -> Reading:
    """Text only."""
    from resiliparse.extract.html2text import extract_plain_text

    return Reading(text=extract_plain_text(page["html"], main_content=True, links=False, alt_texts=False))


READERS: dict[Callable[[Page], Reading], str] = {
    ours: "crawlers",
    trafilatura: "trafilatura",
    newspaper4k: "newspaper",
    htmldate: "htmldate",
    resiliparse: "resiliparse.extract.html2text",
}
"""Each reader and the module that it needs."""


def main(paths: list[Path]) -> None:
    """Print a table for each set, and one of speeds."""
    pages = [page for path in paths for page in _lines(path)] if paths else list(_saved())
    readings: dict[str, list[Reading]] = {}
    seconds: dict[str, float] = {}
    for reader, module in READERS.items():
        try:
            importlib.import_module(module)
        except ImportError:
            print(f"{reader.__name__} is not installed: passed over")
            continue
        for _ in range(_PASSES):
            begun = time.process_time()
            readings[reader.__name__] = [_tried(reader, page) for page in pages]
            taken = time.process_time() - begun
            seconds[reader.__name__] = min(taken, seconds.get(reader.__name__, taken))
    for name in sorted({page.get("set", "") for page in pages}):
        chosen = [place for place, page in enumerate(pages) if page.get("set", "") == name]
        print(f"{name or 'pages'}: {len(chosen)}")
        for reader_name, read_pages in readings.items():
            told = _told([pages[place] for place in chosen], [read_pages[place] for place in chosen])
            print(f"  {reader_name:12} {told}")
    print(f"speed on all {len(pages)} pages")
    for reader_name, taken in seconds.items():
        ratio = seconds["trafilatura"] / taken if "trafilatura" in seconds else float("nan")
        print(f"  {reader_name:12} {len(pages) / taken:7.1f} pages/s  {ratio:.2f} times trafilatura")


def _tried(reader: Callable[[Page], Reading], page: Page) -> Reading:
    try:
        return reader(page)
    except Exception as error:  # noqa: BLE001  a peer that fails on a page has read nothing
        print(f"{reader.__name__} failed on {page['url']}: {error}", file=sys.stderr)
        return Reading("", "", "")


def _told(pages: list[Page], readings: list[Reading]) -> str:
    both = list(zip(pages, readings, strict=True))
    told = []
    texts = [
        _overlap(page["text"], reading.text)
        for page, reading in both
        if page.get("text") and reading.text is not None
    ]
    if texts:
        precision = mean(held / found if found else 0.0 for held, found, _ in texts)
        recall = mean(held / wanted for held, _, wanted in texts)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        told.append(f"text F1 {f1:.3f} (p {precision:.3f} r {recall:.3f})")
    titles = [
        _plain(page["title"]) == _plain(reading.title)
        for page, reading in both
        if page.get("title") and reading.title is not None
    ]
    if titles:
        told.append(f"title {100 * mean(titles):.1f} %")
    days = [
        (page["date"], reading.day) for page, reading in both if page.get("date") and reading.day is not None
    ]
    if days:
        right, given = sum(wanted == day for wanted, day in days), sum(bool(day) for _, day in days)
        told.append(f"day {100 * right / len(days):.1f} %, precision {right / max(1, given):.3f}")
    return "  ".join(told)


def _overlap(wanted: str, found: str) -> tuple[int, int, int]:
    gold, got = _shingles(wanted), _shingles(found)
    return (gold & got).total(), got.total(), gold.total()


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text))
    return Counter(tuple(words[place : place + 4]) for place in range(max(1, len(words) - 3)) if words)


def _plain(text: str | None) -> str:
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", text or "")).strip().casefold()


def _lines(path: Path) -> Iterator[Page]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _saved() -> Iterator[Page]:
    """The saved pages of the tests that give one document each."""
    for path in sorted(_SAVED.glob("*/*.json")):
        case, page = json.loads(path.read_text(encoding="utf-8")), path.with_suffix(".html")
        if page.exists() and len(case.get("documents", ())) == 1:
            [document] = case["documents"]
            yield {
                "set": "saved",
                "url": case["page"]["url"],
                "html": decoded(page.read_bytes(), case["page"].get("charset")),
                "reader": case["page"].get("reader"),
                "title": document["title"],
                "text": "\n".join(document.get("text", ())),
                "date": document.get("day"),
            }


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
