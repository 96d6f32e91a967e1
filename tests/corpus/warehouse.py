"""The corpus in a warehouse, by the way that real pages go: archive, extract, load, enrich."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from analysis.enrich.documents.classified_documents import judge_documents
from analysis.enrich.documents.enrichment import enrich
from analysis.enrich.mentions import Matcher
from analysis.enrich.near_duplicates import mark_duplicates
from analysis.enrich.relevance.classifier import Classifier
from analysis.enrich.relevance.rules import load_rules
from crawlers.catalogue.communities import load_diasporas
from crawlers.catalogue.sources import load_catalogue
from crawlers.warehouse.connection import open_warehouse
from crawlers.warehouse.load import bring_up_to_date
from sample.make import HERE as SAMPLE
from sample.make import act
from tests.corpus.truth import Truth, tell
from tests.corpus.world import invent

CONFIG = SAMPLE.parent / "config"


@dataclass(frozen=True)
class Corpus:
    """A warehouse that holds the corpus, and what is true of it."""

    path: Path
    """The database: loaded, enriched and judged; marts are not built. Open it read-only, or take a `copy`."""
    truth: Truth

    def reading(self) -> duckdb.DuckDBPyConnection:
        """The warehouse, read-only; close it, or use `with`."""
        return duckdb.connect(self.path, read_only=True)

    def copy(self, to: Path) -> Path:
        """A copy of the database file that a test may change and build marts in."""
        return Path(shutil.copy(self.path, to))


def fill(directory: Path) -> Path:
    """Write the archive of the corpus below `directory`, and load, enrich and judge it there."""
    act(directory / "archive", invent().chapters())
    return load_archive(directory / "archive", directory)


def load_archive(archive: Path, directory: Path) -> Path:
    """Load an archive of the sample's sources into a warehouse in `directory`; enrich and judge it."""
    path = directory / "warehouse.duckdb"
    bring_up_to_date(
        lambda: open_warehouse(path),
        archive,
        directory / "extracted",
        load_catalogue(SAMPLE, CONFIG / "diasporas"),
        "Asia/Almaty",
        sample=True,
    )
    with open_warehouse(path) as warehouse:
        enrich(warehouse, Matcher(load_diasporas(CONFIG)))
        mark_duplicates(warehouse)
        judge_documents(warehouse, Classifier(load_rules(CONFIG)))
    return path


@pytest.fixture(scope="session")
def corpus_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """600 invented documents in a warehouse, and the truth about them; made once a session.

    `corpus_warehouse.path` is the database after enrichment (build marts in a `copy()` of it);
    `corpus_warehouse.truth` holds every document with its communities, topics and first publication, and the
    state of each day of each source, counted in Python from the invented world and never from the database.
    """
    return Corpus(fill(tmp_path_factory.mktemp("corpus")), tell())
