"""Mutants of everything that strangers write, through the paths of `crawl`, `import` and `extract`.

Nothing crashes, nothing takes five seconds of the processor, memory stays bounded, and what stands beside a mutant is
there. A thousand in the ordinary run; `make soak` makes a hundred thousand.
"""

from __future__ import annotations

import gzip
import resource
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest

from crawlers.archive.writer import ArchiveWriter
from crawlers.catalogue.sources import Catalogue
from crawlers.extract import archive_reading
from crawlers.extract.imports import import_all
from tests.archive.foreign_records import PACK, warc
from tests.archive.foreign_records import http as answer
from tests.archive.foreign_records import url_of as foreign_url
from tests.crawl.crawling import Crawl, articles
from tests.crawl.faults.kit import with_stories
from tests.crawl.loopback import Loopback, Reply, serve
from tests.extract.imports.warehouse import CATALOGUE
from tests.extract.place import ZONE, Place, paper
from tests.mutants import seeds
from tests.mutants.mutate import mutant

SECONDS, MEMORY = 5.0, 2**30
"""Of the processor, for one mutant; and bytes by which a process may grow over all of them."""
BATCH, SLOWEST = 250, 1200.0
"""Lists, or files, at once; seconds by the clock for reading so many on a busy machine: one that hangs takes for ever."""
SHORT = {
    "page": 300, "posts": 200, "graph": 30, "archive": 80, "package": 50, "table": 80, "lines": 80, "feed": 90, "sitemap": 90,
}  # fmt: skip
"""Mutants of each kind in the ordinary run: a thousand."""
LONG = 100
"""How many times as many `make soak` makes."""

Bring = Callable[[Place, Random, int], set[str]]


def batches(total: int) -> Iterator[int]:
    for begin in range(0, total, BATCH):
        yield min(BATCH, total - begin)


def crawled(place: Place, answers: list[tuple[str, str, bytes]]) -> None:
    """Archive answers as a crawl does: role, address, body."""
    with ArchiveWriter(place.root / "archive", "paper", {"via": "live"}) as archive:
        for number, (role, url, body) in enumerate(answers):
            kind = "application/json" if role == "api" else "text/html; charset=utf-8"
            archive.exchange(
                url=url,
                at=datetime(2026, 5, 4, 6, number // 60 % 60, number % 60, tzinfo=UTC),
                request=("GET / HTTP/1.1", []),
                response=("200 OK", [("Content-Type", kind)], body),
                role=role,
            )
        archive.close({"outcome": "complete"})


def pages(place: Place, rng: Random, total: int) -> set[str]:
    good = {number: seeds.url_of(number) for number in range(0, total, 10)}
    bad = [
        ("article", seeds.url_of(f"bad-{number}"), mutant(rng.choice((seeds.plain, seeds.rich))(number), rng))
        for number in range(total)
    ]
    crawled(place, [*bad, *(("article", url, seeds.plain(number)) for number, url in good.items())])
    return set(good.values())


def posts(place: Place, rng: Random, total: int) -> set[str]:
    at = f"{seeds.SITE}/wp-json/wp/v2/posts?page="
    bad = [("api", f"{at}{number}", mutant(seeds.posts(f"bad-{number}"), rng)) for number in range(total)]
    crawled(place, [*bad, ("api", f"{at}good", seeds.posts("good"))])
    return {seeds.url_of(f"good-{part}") for part in range(3)}


def graph(place: Place, rng: Random, total: int) -> set[str]:
    at = "https://graph.facebook.com/v26.0/112233/published_posts?after="
    bad = [("api", f"{at}{number}", mutant(seeds.graph(10 + number), rng)) for number in range(total)]
    crawled(place, [*bad, ("api", f"{at}good", seeds.graph(7))])
    return {"https://facebook.com/112233/posts/7"}


def foreign(place: Place, rng: Random, total: int) -> set[str]:
    """Archives of five records, one of them a mutant."""
    paths, good, numbers = [], set(), count(1)
    for file in range(total):
        records = {
            number: warc(number, answer(seeds.plain(number))) for number in (next(numbers) for _ in range(5))
        }
        bad = rng.choice(list(records))
        form = rng.choice(list(PACK))
        packed = {number: PACK[form](record) for number, record in records.items()}
        packed[bad] = mutant(records[bad], rng) if form == "plain" else mutant(packed[bad], rng)
        paths.append(place.root / f"{file}.warc{'.gz' if form == 'gzip' else ''}")
        paths[-1].write_bytes(b"".join(packed.values()))
        good |= {foreign_url(number) for number in records if number != bad}
    assert not import_all(paths, place.root / "archive", ZONE).refused
    return good


def packages(place: Place, rng: Random, total: int) -> set[str]:
    """WACZ files that are mutants as a whole, and a good one."""
    paths = []
    for file in range(total + 1):
        path = place.root / f"{file}.wacz"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("archive/data.warc.gz", gzip.compress(warc(file, answer(seeds.plain(file)))))
        if file < total:
            path.write_bytes(mutant(path.read_bytes(), rng))
        paths.append(path)
    import_all(paths, place.root / "archive", ZONE)
    return {foreign_url(total)}


def tables(place: Place, rng: Random, total: int) -> set[str]:
    """Tables of which every other row is a mutant; one without quotes, which may take in the rows behind them."""
    lines = [seeds.CROWDTANGLE.encode()]
    for number in range(total):
        lines += [seeds.crowdtangle(9000 + number), mutant(seeds.crowdtangle(number), rng).replace(b'"', b"")]
    (place.root / "table.csv").write_bytes(b"\n".join(lines))
    import_all([place.root / "table.csv"], place.root / "archive", ZONE)
    return {f"https://facebook.com/112233445566/posts/{9000 + number}" for number in range(total)}


def json_lines(place: Place, rng: Random, total: int) -> set[str]:
    lines = []
    for number in range(total):
        lines += [seeds.video(f"good{number:06}"), mutant(seeds.video(number), rng)]
    (place.root / "list.jsonl").write_bytes(b"\n".join(lines))
    import_all([place.root / "list.jsonl"], place.root / "archive", ZONE)
    return {f"https://youtube.com/watch?v=videogood{number:06}" for number in range(total)}


READ: dict[str, Bring] = {
    "page": pages, "posts": posts, "graph": graph, "archive": foreign, "package": packages, "table": tables, "lines": json_lines,
}  # fmt: skip


def read_mutants(kind: str, total: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slowest = 0.0
    read = archive_reading.answered_by

    def timed(*given: Any) -> Any:
        nonlocal slowest
        begun = time.process_time()
        answered = read(*given)
        slowest = max(slowest, time.process_time() - begun)
        return answered

    monkeypatch.setattr(archive_reading, "answered_by", timed)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    for number, size in enumerate(batches(total)):
        root = tmp_path / str(number)
        root.mkdir()
        place = Place(root, Catalogue(newspapers=(paper(),), centres=CATALOGUE.centres))
        good = READ[kind](place, Random(f"{kind} {number}"), size)
        place.load()
        found = {url for (url,) in place.ask("SELECT url FROM documents")}
        assert good <= found, sorted(good - found)[:5]
    assert slowest < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - held < MEMORY


def crawl_mutants(kind: str, total: int, tmp_path: Path) -> None:
    """Sites that name many lists, of which one is whole."""
    for number, size in enumerate(batches(total)):
        rng = Random(f"{kind} {number}")
        with serve(Loopback()) as site:
            with_stories(site)
            whole = (seeds.feed if kind == "feed" else seeds.sitemap)(site.url)
            lists = {f"/list-{n}.xml": mutant(whole, rng) for n in range(size)} | {"/list.xml": whole}
            site.pages |= {
                path: Reply(body, headers={"Content-Type": "text/xml"}) for path, body in lists.items()
            }
            told = {f"{kind}s": [site.url + path for path in lists]}
            entry = {"url": site.url, "discovery": [kind], **told}
            Crawl(tmp_path / str(number), {"paper": entry}, longest=SLOWEST).result()
            good = {f"https://{site.url.partition('//')[2]}/news/{n}" for n in range(6)}
            found = set(articles(tmp_path / str(number)))
        assert good <= found, sorted(good - found)


@pytest.mark.parametrize("kind", READ)
def test_mutants_are_read(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_mutants(kind, SHORT[kind], tmp_path, monkeypatch)


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
def test_mutants_are_crawled(kind: str, tmp_path: Path) -> None:
    crawl_mutants(kind, SHORT[kind], tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("kind", SHORT)
def test_a_hundred_thousand_mutants(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if kind in READ:
        read_mutants(kind, LONG * SHORT[kind], tmp_path, monkeypatch)
    else:
        crawl_mutants(kind, LONG * SHORT[kind], tmp_path)
