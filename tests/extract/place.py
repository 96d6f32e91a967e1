"""An archive, a catalogue and a warehouse in a directory: pages are archived, extracted and loaded as a crawl's are."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from crawlers.archive.writer import ArchiveWriter
from crawlers.catalogue.sources import Catalogue, Newspaper
from crawlers.warehouse.connection import open_warehouse
from crawlers.warehouse.load import Loaded, bring_up_to_date

ZONE = "Asia/Almaty"
BEGUN = datetime(2026, 5, 4, 6, tzinfo=UTC)


def paper(source_id: str = "paper", *, url: str = "https://paper.example", **more: Any) -> Newspaper:
    """A newspaper with one site; `more` are keys of the site, and `watch`."""
    watch = more.pop("watch", False)
    return Newspaper(
        id=source_id,
        name=source_id,
        languages=("ru",),
        provenance="a test",
        watch=watch,
        site=({"url": url, **more},),  # type: ignore[arg-type]
    )


@dataclass
class Place:
    """Where a test keeps things."""

    root: Path
    catalogue: Catalogue
    crawls: int = field(default=0, init=False)

    def crawl(self, pages: dict[str, str], source_id: str = "paper", *, ended: bool = True) -> Path:
        """Archive pages, by address, as one crawl of a source; later crawls are a day later."""
        at = BEGUN + timedelta(days=self.crawls)
        self.crawls += 1
        facts = {"via": "live", "started_at": at.isoformat()}
        writer = ArchiveWriter(
            self.root / "archive", source_id, facts, token=f"{self.crawls:04}", clock=lambda: at
        )
        for number, (url, body) in enumerate(pages.items()):
            writer.exchange(
                url=url,
                at=at + timedelta(seconds=number),
                request=("GET / HTTP/1.1", []),
                response=("200 OK", [("Content-Type", "text/html; charset=utf-8")], body.encode()),
                role="article",
            )
        writer.close({"outcome": "complete", "finished_at": at.isoformat()})
        return writer.path

    def load(self, *, redo: bool = False, **more: Any) -> Loaded:
        """Extract and load what is new in the archive."""
        return bring_up_to_date(
            lambda: open_warehouse(self.root / "warehouse.duckdb"),
            self.root / "archive",
            self.root / "extracted",
            self.catalogue,
            ZONE,
            redo=redo,
            **more,
        )

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """The rows that a query gives."""
        with closing(open_warehouse(self.root / "warehouse.duckdb")) as warehouse:
            return warehouse.execute(query).fetchall()


def page(title: str, *paragraphs: str, day: str = "2026-05-03") -> str:
    """An article's page with honest marks."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f'<html lang="ru"><head><title>{title}</title><meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="{day}T10:00:00+05:00"></head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )
