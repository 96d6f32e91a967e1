"""Imports an export into a new archive and warehouse, the way `diaspora import` does, and tells what is in there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from analysis.build import build, check
from crawlers.catalogue.communities import load_diasporas
from crawlers.catalogue.sources import Account, Catalogue, Centre
from crawlers.catalogue.study import Study, Window
from crawlers.extract.imports import import_file
from crawlers.extract.imports.exports import ImportedExport
from crawlers.warehouse.connection import open_warehouse
from crawlers.warehouse.load import Loaded, bring_up_to_date

CONFIG = Path(__file__).parents[3] / "config"
STUDY = Window(name="study", since=date(2015, 4, 1), until=date(2016, 7, 31))
ZONE = "Asia/Almaty"
CATALOGUE = Catalogue(
    newspapers=(),
    centres=(
        Centre(
            id="daz",
            name="Deutsche Allgemeine Zeitung",
            diaspora="german",
            languages=("de", "ru"),
            provenance="a test",
            account=(
                Account(
                    platform="facebook",
                    name="daz.asia",
                    url="https://www.facebook.com/daz.asia/",
                    provenance="a test",
                ),
            ),
        ),
        Centre(
            id="dacia",
            name="Dacia",
            diaspora="romanian",
            languages=("ro",),
            provenance="a test",
            account=(Account(platform="youtube", name="dacia.kz", id="UC" + "a" * 22, provenance="a test"),),
        ),
    ),
)


@dataclass
class Place:
    """An archive and a warehouse in a directory."""

    root: Path
    catalogue: Catalogue = CATALOGUE

    def bring(self, path: Path, mapping: Path | None = None) -> tuple[ImportedExport, Loaded]:
        """Import one export and load it."""
        imported = import_file(path, self.root / "archive", ZONE, mapping)
        assert isinstance(imported, ImportedExport)
        return imported, self.load()

    def load(self) -> Loaded:
        """Extract and load what is new in the archive."""
        return bring_up_to_date(
            lambda: open_warehouse(self.root / "warehouse.duckdb"),
            self.root / "archive",
            self.root / "extracted",
            self.catalogue,
            ZONE,
        )

    @contextmanager
    def open(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The warehouse."""
        with closing(open_warehouse(self.root / "warehouse.duckdb")) as warehouse:
            yield warehouse

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """The rows that a query gives."""
        with self.open() as warehouse:
            return warehouse.execute(query).fetchall()

    def marts(self, query: str) -> list[tuple[Any, ...]]:
        """The rows that a query gives once the marts are built anew; every check holds."""
        with self.open() as warehouse:
            build(warehouse, load_diasporas(CONFIG), Study(window=[STUDY]))
            assert list(check(warehouse)) == []
            return warehouse.execute(query).fetchall()

    def told(self) -> dict[str, list[dict[str, str]]]:
        """All that the warehouse holds of the import, as text."""
        return {
            "sources": self._rows(
                "SELECT source_id, kind, platform, name FROM sources WHERE source_id IN (FROM (SELECT source_id FROM captures)) ORDER BY 1"
            ),
            "crawls": self._rows(
                "SELECT source_id, outcome, covers_from, covers_until, found FROM crawls ORDER BY 1"
            ),
            "documents": self._rows(
                "SELECT source_id, kind, url, title, text, captions, declared_language, published_day, published_at, modified_at, "
                "duration, views, likes, comments, shares, observed_at FROM documents LEFT JOIN document_stats USING (document_id) ORDER BY url"
            ),
            "account_stats": self._rows(
                "SELECT source_id, observed_at, followers, documents, views FROM account_stats ORDER BY 1, 2"
            ),
            "rejected": self._rows("SELECT line, reason FROM quarantine ORDER BY archive_file, line"),
        }

    def _rows(self, query: str) -> list[dict[str, str]]:
        with self.open() as warehouse:
            cursor = warehouse.execute(query)
            names = [column[0] for column in cursor.description or ()]
            return [
                {
                    name: str(value)
                    for name, value in zip(names, row, strict=True)
                    if value not in (None, "", [])
                }
                for row in cursor.fetchall()
            ]
