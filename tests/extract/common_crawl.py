"""Archives in the shape of Common Crawl's: many WARC files of one crawl, each with pages of many sites."""

from __future__ import annotations

from pathlib import Path

from crawlers.catalogue.sources import Catalogue
from tests.extract.place import page, paper
from tests.servers.foreign import write_warc

CATALOGUE = Catalogue(
    newspapers=tuple(paper(f"paper-{n}", url=f"https://paper-{n}.example") for n in range(5)), centres=()
)


def make(folder: Path, files: int, pages: int) -> list[Path]:
    """Write `files` WARC files with `pages` pages in all, every fifth of a site that nobody configured."""
    folder.mkdir(parents=True)
    each = pages // files
    return [
        write_warc(
            folder / f"CC-MAIN-20160501000000-{number:05}.warc.gz",
            {_address(n): _page(n) for n in range(number * each, (number + 1) * each)},
        )
        for number in range(files)
    ]


def _address(number: int) -> str:
    host = f"paper-{number % 5}" if number % 5 else f"stranger-{number % 7}"
    return f"https://{host}.example/news/{number}"


def _page(number: int) -> str:
    paragraphs = [
        f"Праздник {number}, часть {part}: " + "гости собрались из всех областей. " * 12 for part in range(6)
    ]
    menu = "".join(f'<a href="/{n}">Раздел {n}</a>' for n in range(40))
    return page(f"Праздник {number}", *paragraphs).replace("<article>", f"<nav>{menu}</nav><article>")
