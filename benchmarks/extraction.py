"""How well and how fast pages are read, beside the general extractor alone.

    python -m benchmarks.extraction PAGES.warc.gz TRUTH.jsonl

Both read the same captures. `TRUTH.jsonl` has one object a page: `url`, `title`, `published` (ISO 8601).

* title: the same letters as the truth; day: the same day as the truth prints.
* text: overlap of words (F1) with `articleBody`, on the pages that carry it in their JSON-LD. It is hidden from
  both readers first, for ours falls back on it.
* not text: words of the text that stand in lines which are a headline, a caption or the whole text of a link.
* time: of the slower pass over the faster one; the fastest of five passes each.
"""

from __future__ import annotations

import html
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import trafilatura
from lxml.html import HtmlElement, document_fromstring

from crawlers.archive.reader import read as records
from crawlers.archive.records import Capture
from crawlers.extract.metadata.structured_data import letters
from crawlers.extract.parsers import PageInput, read

_BODY = re.compile(rb'"articleBody"\s*:\s*"((?:[^"\\]|\\.)*)"')
_SHORTEST_BODY = 1000


@dataclass(frozen=True)
class Reading:
    """What one reader made of one page."""

    title: str
    day: str
    text: str


def ours(page: PageInput) -> Reading:
    """The product's reader."""
    [document] = read(page)
    return Reading(document.title, str(document.published.day) if document.published else "", document.text)


def trafilatura_alone(page: PageInput) -> Reading:
    """The general extractor with its own metadata."""
    found = trafilatura.bare_extraction(page.body, url=page.url, include_comments=False, with_metadata=True)
    return Reading(found.title or "", found.date or "", found.text or "")


def main(archive: Path, truths: Path) -> None:
    """Print the table."""
    truth = {one["url"]: one for one in map(json.loads, truths.read_text(encoding="utf-8").splitlines())}
    bodies: dict[str, str] = {}
    pages = list(_pages(archive, bodies))
    print(f"{len(pages)} pages, {len(bodies)} of them with a text of their own to compare with")
    for name, reader in (("ours", ours), ("trafilatura", trafilatura_alone)):
        readings = {page.url: reader(page) for page in pages}
        titles = sum(letters(readings[url].title) == letters(one["title"]) for url, one in truth.items())
        days = sum(readings[url].day == one["published"][:10] for url, one in truth.items())
        overlap = [_overlap(readings[url].text, body) for url, body in bodies.items()]
        foreign = [_foreign(readings[page.url].text, document_fromstring(page.body)) for page in pages]
        print(
            f"{name:12} title {titles}/{len(truth)}  day {days}/{len(truth)}  "
            f"text F1 {sum(overlap) / len(overlap):.3f} (worst {min(overlap):.3f})  "
            f"not text {sum(n for n, _ in foreign)} of {sum(n for _, n in foreign)} words"
        )
    taken = [_fastest(reader, pages) for reader in (ours, trafilatura_alone)]
    print(f"time: ours / trafilatura with its metadata = {taken[0] / taken[1]:.2f}")


def _pages(archive: Path, bodies: dict[str, str]) -> Iterator[PageInput]:
    for capture in records(archive):
        if not isinstance(capture, Capture):
            continue
        stated = max(
            (json.loads(b'"' + body + b'"', strict=False) for body in _BODY.findall(capture.body)),
            key=len,
            default="",
        )
        if len(stated) > _SHORTEST_BODY:
            bodies[capture.url] = re.sub(r"\[([^\]]*)\]\([^)\s]*\)", r"\1", html.unescape(stated))
        yield PageInput(
            url=capture.url,
            body=_BODY.sub(b'"articleBody":""', capture.body),
            mime=capture.mime,
            charset="utf-8",
            captured_at=capture.captured_at,
            role=None,
            source_id="benchmark",
            reader=None,
            articles=None,
            timezone="UTC",
        )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _overlap(text: str, body: str) -> float:
    """F1 of the two bags of words."""
    found, wanted = Counter(_words(text)), Counter(_words(body))
    common = (found & wanted).total()
    return 2 * common / (found.total() + wanted.total()) if common else 0.0


def _foreign(text: str, tree: HtmlElement) -> tuple[int, int]:
    """Words in lines that are a headline, a caption or a link, and all words."""
    known = {letters(element.text_content()) for element in tree.iter("h1", "figcaption", "a")}
    lines = text.splitlines()
    return sum(len(_words(line)) for line in lines if letters(line) in known), len(_words(text))


def _fastest(reader: Callable[[PageInput], Reading], pages: list[PageInput]) -> float:
    passes = []
    for _ in range(5):
        begun = time.perf_counter()
        for page in pages:
            reader(page)
        passes.append(time.perf_counter() - begun)
    return min(passes)


if __name__ == "__main__":
    if len(sys.argv) == 1:  # real pages are nobody's to pass on, so the project has none
        print(__doc__)
        sys.exit()
    main(Path(sys.argv[1]), Path(sys.argv[2]))
